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

    // The mean over pairs of different items: an item's likeness to itself says nothing.
    private static double WithinMean(Tensor x)
    {
        var kernel = Kernel(x, x);
        return (kernel.sum() - kernel.trace()).item<double>() / (x.shape[0] * (x.shape[0] - 1.0));
    }

    private static Tensor Kernel(Tensor x, Tensor y) => x.matmul(y.t()).div(x.shape[1]).add(1).pow(3);
}
