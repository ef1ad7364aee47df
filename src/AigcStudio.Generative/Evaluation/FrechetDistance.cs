using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Frechet distance between two sets of features taken for Gaussians: |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^1/2) (Dowson, Landau 1982; Heusel et
/// al. 2017, arXiv:1706.08500, section 2). It is biased upwards where there are few items, so it goes with its floor (real against real at the
/// same number) and never against one of other features: with those of Inception alone it may be called FID.
/// </summary>
public static class FrechetDistance
{
    /// <param name="a">Features <c>[N, D]</c>, N at least 2.</param>
    /// <param name="b">Features <c>[M, D]</c>, M at least 2.</param>
    /// <returns>0 where mean and covariance agree, up to rounding.</returns>
    /// <exception cref="ArgumentException">The sets have other shapes than these.</exception>
    public static double Between(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        FeatureSets.Check(a, b);
        var (meanA, factorA) = Moments(a);
        var (meanB, factorB) = Moments(b);

        // With C1 = F1'F1 and C2 = F2'F2, tr (C1 C2)^1/2 is the sum of the singular values of F1 F2'. No covariance is made and no root taken of
        // a product, which may go astray where there are fewer items than numbers, or numbers that never vary.
        var shared = linalg.svdvals(factorA.matmul(factorB.t())).sum();
        return (meanA - meanB).square().sum().add(factorA.square().sum()).add(factorB.square().sum()).sub(shared * 2).item<double>();
    }

    // The factor F has covariance F'F, and its sum of squares is the trace of that; of more rows than numbers, R of F = QR has the same.
    private static (Tensor Mean, Tensor Factor) Moments(Tensor features)
    {
        var x = features.to(float64).cpu();
        var mean = x.mean([0]);
        var factor = (x - mean) / Math.Sqrt(x.shape[0] - 1);
        return (mean, x.shape[0] > x.shape[1] ? linalg.qr(factor, linalg.QRMode.R).R : factor);
    }
}
