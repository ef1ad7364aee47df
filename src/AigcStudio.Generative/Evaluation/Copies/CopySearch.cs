namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>Judges by distances, whatever they are distances of.</summary>
internal static class CopySearch
{
    private const double LeastProbability = 0.001;
    private const double LeastErrors = 3.09;
    private const double CopiesShare = 0.6;
    private const double CopiesFlagged = 0.1;

    /// <param name="toTrained">For each made item.</param>
    /// <param name="toHeldOut">For each made item.</param>
    /// <param name="heldOut">For each held-out item its pair with the training set.</param>
    /// <param name="made">For each made item its pair with the training set.</param>
    /// <param name="most">Pairs in the report at most.</param>
    internal static CopyReport Judge(
        IReadOnlyList<Neighbour> toTrained,
        IReadOnlyList<Neighbour> toHeldOut,
        IReadOnlyList<CopyPair> made,
        IReadOnlyList<CopyPair> heldOut,
        int most)
    {
        var decided = toTrained.Zip(toHeldOut).Where(n => n.First.Distance != n.Second.Distance)
            .Select(n => n.First.Distance < n.Second.Distance ? (Trained: true, n.First.Index) : (Trained: false, n.Second.Index)).ToList();
        var nearer = decided.Count(n => n.Trained);
        var effective = decided.Count == 0 ? 0 : Math.Pow(decided.Count, 2) / decided.CountBy(n => n).Sum(n => Math.Pow(n.Value, 2));
        var test = SignTest.Of(nearer, decided.Count);
        var (flagged, flaggedHeldOut) = (Flagged(made), Flagged(heldOut));
        var near = SignTest.AtWorth(test.Share, effective).OneSided < LeastProbability;
        var excess = flagged - flaggedHeldOut;
        var many = excess > LeastErrors * Error(flagged, made.Count, flaggedHeldOut, heldOut.Count);
        var verdict = (near && test.Share >= CopiesShare) || (many && excess >= CopiesFlagged) ? CopyVerdict.Copies
            : near || many ? CopyVerdict.Suspicious : CopyVerdict.Sound;
        var pairs = made.OrderBy(p => p.Ratio).ThenBy(p => p.Distance).Take(most).ToList();
        return new CopyReport(decided.Count, nearer, effective, test, flagged, flaggedHeldOut, verdict, pairs);
    }

    /// <param name="nearest">For each item its nearest training item.</param>
    /// <param name="spacing">For training items that are nearest to one: the distance to the nearest other that is not equal.</param>
    internal static IReadOnlyList<CopyPair> Pairs(IReadOnlyList<Neighbour> nearest, IReadOnlyDictionary<int, double> spacing) =>
        [.. nearest.Select((n, i) => new CopyPair(i, n.Index, n.Distance, n.Distance / spacing[n.Index]))];

    private static double Flagged(IReadOnlyList<CopyPair> pairs) => pairs.Count(p => p.IsCopy) / (double)pairs.Count;

    // Of the difference of two shares that are one in truth.
    private static double Error(double a, int countA, double b, int countB)
    {
        var shared = ((a * countA) + (b * countB)) / (countA + countB);
        return Math.Sqrt(shared * (1 - shared) * ((1.0 / countA) + (1.0 / countB)));
    }
}
