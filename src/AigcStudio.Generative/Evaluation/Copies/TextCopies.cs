namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// Looks for copies of training texts among texts that were made, as <see cref="CopyCheck"/> does, by 1 - Jaccard similarity of their runs of three
/// characters: changed words, case and spaces hide no copy, a translation does. Texts that share no run with either set are left out.
/// </summary>
public static class TextCopies
{
    /// <param name="trained">Drawn from the training texts.</param>
    /// <param name="heldOut">As many of the same kind, never trained on.</param>
    /// <param name="most">Pairs in the report at most.</param>
    /// <exception cref="ArgumentException">A set is empty, or the last two are of unequal size or below two.</exception>
    public static CopyReport Of(IReadOnlyList<string> made, IReadOnlyList<string> trained, IReadOnlyList<string> heldOut, int most = 20)
    {
        if (made.Count == 0 || trained.Count != heldOut.Count || trained.Count < 2)
        {
            throw new ArgumentException(
                $"Some texts must be made, two or more held out, as many as compared; here are {made.Count}, {heldOut.Count} and {trained.Count}.");
        }

        var (known, unknown) = (new TrigramIndex(trained), new TrigramIndex(heldOut));
        var (toTrained, toHeldOut) = (Find(made, known), Find(made, unknown));
        return CopySearch.Judge(toTrained, toHeldOut, Pairs(toTrained, trained, known), Pairs(Find(heldOut, known), trained, known), most);
    }

    /// <summary>The gate before approval: for each made text the nearest of all training texts and whether it is a copy of it.</summary>
    /// <param name="trained">All training texts.</param>
    /// <exception cref="ArgumentException">There are no training texts.</exception>
    public static IReadOnlyList<CopyPair> Gate(IReadOnlyList<string> made, IReadOnlyList<string> trained)
    {
        if (trained.Count == 0)
        {
            throw new ArgumentException("There are no training texts to compare with.");
        }

        return Gate(made, trained, new TrigramIndex(trained));
    }

    /// <param name="index">Of the training texts.</param>
    internal static IReadOnlyList<CopyPair> Gate(IReadOnlyList<string> made, IReadOnlyList<string> trained, TrigramIndex index) =>
        Pairs(Find(made, index), trained, index);

    private static List<Neighbour> Find(IReadOnlyList<string> texts, TrigramIndex index) =>
        [.. texts.AsParallel().AsOrdered().Select(t => index.Nearest(t))];

    private static IReadOnlyList<CopyPair> Pairs(IReadOnlyList<Neighbour> nearest, IReadOnlyList<string> trained, TrigramIndex index)
    {
        var spacing = nearest.Select(n => n.Index).Distinct().AsParallel()
            .Select(i => (i, index.Nearest(trained[i], skipEqual: true).Distance)).ToDictionary();
        return CopySearch.Pairs(nearest, spacing);
    }
}
