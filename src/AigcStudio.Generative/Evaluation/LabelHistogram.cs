namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// How often a classifier saw each label in a set, and what that says of missing modes (as Metz et al. 2017, arXiv:1611.02163, report for stacked
/// digits). The classifier's errors are in it: a label seen in noise counts as a mode, so its accuracy on real items belongs beside it.
/// </summary>
/// <param name="Counts">By label, one above 0 at least.</param>
public sealed record LabelHistogram(IReadOnlyList<long> Counts)
{
    /// <summary>Labels seen at least once.</summary>
    public int Modes => Counts.Count(c => c > 0);

    /// <summary>
    /// exp of the entropy: the number of equally frequent labels that would be as diverse (Hill 1973, order 1), 1 to the number of labels.
    /// </summary>
    public double EffectiveLabels => Math.Exp(-Shares().Where(p => p > 0).Sum(p => p * Math.Log(p)));

    /// <param name="labels">One for each item.</param>
    /// <param name="kinds">How many labels there are.</param>
    /// <exception cref="ArgumentException">There are no items, or a label is not within 0 to <paramref name="kinds"/> - 1.</exception>
    public static LabelHistogram Of(IReadOnlyList<int> labels, int kinds)
    {
        if (labels.Count == 0 || labels.Any(l => l < 0 || l >= kinds))
        {
            throw new ArgumentException($"Labels lie within 0 to {kinds - 1}, one at least.");
        }

        var counts = new long[kinds];
        foreach (var label in labels)
        {
            counts[label]++;
        }

        return new LabelHistogram(counts);
    }

    /// <summary>
    /// KL divergence of this from the real one, sum of p ln (p / q) with p this one's share, q the real one's; nats. A label never made costs little,
    /// a label made that is never real makes it infinite.
    /// </summary>
    /// <exception cref="ArgumentException">The two are not over the same labels.</exception>
    public double DivergenceFrom(LabelHistogram real) => real.Counts.Count == Counts.Count
        ? Shares().Zip(real.Shares()).Where(s => s.First > 0).Sum(s => s.First * Math.Log(s.First / s.Second))
        : throw new ArgumentException($"Histograms of {Counts.Count} and {real.Counts.Count} labels.");

    private IEnumerable<double> Shares()
    {
        double total = Counts.Sum();
        return Counts.Select(c => c / total);
    }
}
