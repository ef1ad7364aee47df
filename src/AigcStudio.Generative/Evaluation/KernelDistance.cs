using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Squared maximum mean discrepancy of two sets of features by the kernel (x.y / D + 1)^3, the unbiased estimate (Binkowski et al. 2018,
/// arXiv:1801.01401, section 4; Gretton et al. 2012, eq. 3): KID where the features are Inception's. Fit for fewer items than
/// <see cref="FrechetDistance"/>; around 0, and below it by chance, where the sets are of one kind.
/// </summary>
public static class KernelDistance
{
    /// <param name="a">Features <c>[N, D]</c>, N at least 2.</param>
    /// <param name="b">Features <c>[M, D]</c>, M at least 2.</param>
    /// <exception cref="ArgumentException">The sets have other shapes than these.</exception>
    public static double Between(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        FeatureSets.Check(a, b);
        var (x, y) = (a.to(float64).cpu(), b.to(float64).cpu());
        return WithinMean(x) + WithinMean(y) - (2 * Kernel(x, y).mean().item<double>());
    }

    /// <summary>
    /// The mean of <see cref="Between"/> over random subsets, drawn without replacement, and its standard error: the figure to report (section 4;
    /// the authors take 100 subsets of 1,000). Subsets share items where the sets are not much larger, and the error is then too small.
    /// </summary>
    /// <param name="a">Features <c>[N, D]</c>.</param>
    /// <param name="b">Features <c>[M, D]</c>.</param>
    /// <param name="subsets">At least 2.</param>
    /// <param name="subsetSize">Items of each set in a subset, 2 to the smaller of N and M less 1: a subset of all would have no error.</param>
    /// <param name="seed">Of the subsets: the same sets and seed give the same figures.</param>
    /// <exception cref="ArgumentException">The sets or the subsets have other sizes than these.</exception>
    public static (double Mean, double StandardError) WithError(Tensor a, Tensor b, int subsets = 100, int subsetSize = 1000, int seed = 0)
    {
        FeatureSets.Check(a, b);
        if (subsets < 2 || subsetSize < 2 || subsetSize >= Math.Min(a.shape[0], b.shape[0]))
        {
            throw new ArgumentException($"{subsets} subsets of {subsetSize} cannot be drawn from {a.shape[0]} and {b.shape[0]} items.");
        }

        using var random = new Generator((ulong)seed, CPU);
        var distances = Enumerable.Range(0, subsets).Select(_ => OfSubsets(a, b, subsetSize, random)).ToArray();
        var mean = distances.Average();
        return (mean, Math.Sqrt(distances.Sum(d => (d - mean) * (d - mean)) / (subsets - 1.0) / subsets));
    }

    private static double OfSubsets(Tensor a, Tensor b, int size, Generator random)
    {
        using var scope = NewDisposeScope();
        return Between(Subset(a), Subset(b));

        Tensor Subset(Tensor items) => items.index_select(0, randperm(items.shape[0], generator: random).slice(0, 0, size, 1).to(items.device));
    }

    // The mean over pairs of different items: an item's likeness to itself says nothing.
    private static double WithinMean(Tensor x)
    {
        var kernel = Kernel(x, x);
        return (kernel.sum() - kernel.trace()).item<double>() / (x.shape[0] * (x.shape[0] - 1.0));
    }

    private static Tensor Kernel(Tensor x, Tensor y) => x.matmul(y.t()).div(x.shape[1]).add(1).pow(3);
}
