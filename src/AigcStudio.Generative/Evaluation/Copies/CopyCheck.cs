using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// Looks for copies of training items among items that were made, by distance of features or pixels: a model that learnt the kind is as near
/// to items it never saw as to those it learnt from, one that learnt by heart is not (after Meehan, Chaudhuri, Dasgupta 2020,
/// arXiv:2004.05675). Distances in pixels miss a copy that is shifted or brighter; features of a network see it.
/// </summary>
public static class CopyCheck
{
    /// <param name="made"><c>[N, D]</c>.</param>
    /// <param name="trained"><c>[M, D]</c>, drawn from the training set.</param>
    /// <param name="heldOut"><c>[M, D]</c>, of the same kind and never trained on: a larger set would be nearer by its size alone.</param>
    /// <param name="most">Pairs in the report at most.</param>
    /// <exception cref="ArgumentException">The shapes are others, the sets are of unequal size, or below two.</exception>
    public static CopyReport Of(Tensor made, Tensor trained, Tensor heldOut, int most = 20)
    {
        FeatureSets.Check(trained, heldOut);
        if (trained.shape[0] != heldOut.shape[0])
        {
            throw new ArgumentException($"As many items must be held out as are compared: {heldOut.shape[0]}, not {trained.shape[0]}.");
        }

        var (toTrained, toHeldOut) = (Nearest.Of(made, trained), Nearest.Of(made, heldOut));
        return CopySearch.Judge(toTrained, toHeldOut, Pairs(toTrained, trained), Pairs(Nearest.Of(heldOut, trained), trained), most);
    }

    /// <summary>The gate before approval: for each made item the nearest of all training items and whether it is a copy of it.</summary>
    /// <param name="made"><c>[N, D]</c>.</param>
    /// <param name="trained"><c>[M, D]</c>, the whole training set: a part lets copies of the rest pass.</param>
    /// <exception cref="ArgumentException">The shapes are others, or one set is empty.</exception>
    public static IReadOnlyList<CopyPair> Gate(Tensor made, Tensor trained) => Pairs(Nearest.Of(made, trained), trained);

    private static IReadOnlyList<CopyPair> Pairs(IReadOnlyList<Neighbour> nearest, Tensor trained)
    {
        var rows = nearest.Select(n => n.Index).Distinct().ToList();
        var spacing = rows.Zip(Nearest.Within(trained, rows), (row, other) => (row, other.Distance)).ToDictionary();
        return CopySearch.Pairs(nearest, spacing);
    }
}
