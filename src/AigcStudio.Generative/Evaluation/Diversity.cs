using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Mean distance between two different items of a set, sum over i != j of |x_i - x_j| / (N (N - 1)): free of bias by the number of items, since
/// no item is compared with itself. A model whose figure is under half of the real one draws the same thing again and again; one far above it
/// draws what is not in the data. Equal figures do not say that the sets are alike.
/// </summary>
public static class Diversity
{
    /// <param name="items">Features <c>[N, D]</c>, N at least 2.</param>
    /// <returns>In units of the features; 0 where all items are the same.</returns>
    /// <exception cref="ArgumentException">The set has another shape than this.</exception>
    public static double Of(Tensor items)
    {
        using var scope = NewDisposeScope();
        FeatureSets.Check(items, items);
        var sums = PairDistances.ReduceWithin(items, 0, squares => squares.sqrt().sum(1));
        return sums.sum().item<double>() / (items.shape[0] * (items.shape[0] - 1.0));
    }

    /// <summary>The made set's figure by the real one's, 1 where they are equally diverse; infinite where all real items are the same.</summary>
    /// <exception cref="ArgumentException">The sets are not <c>[N, D]</c> and <c>[M, D]</c>, N and M at least 2.</exception>
    public static double Share(Tensor real, Tensor made)
    {
        FeatureSets.Check(real, made);
        return Of(made) / Of(real);
    }
}
