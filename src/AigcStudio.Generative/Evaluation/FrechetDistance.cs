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
        var (meanA, covarianceA) = Moments(a);
        var (meanB, covarianceB) = Moments(b);

        // tr (C1 C2)^1/2 = tr (C1^1/2 C2 C1^1/2)^1/2, which is symmetric: real eigenvalues, where a root of C1 C2 itself may go astray.
        var root = Root(covarianceA);
        var product = root.matmul(covarianceB).matmul(root);
        var shared = linalg.eigvalsh((product + product.t()) / 2).clamp(min: 0).sqrt().sum();
        return (meanA - meanB).square().sum().add(covarianceA.trace()).add(covarianceB.trace()).sub(shared * 2).item<double>();
    }

    private static (Tensor Mean, Tensor Covariance) Moments(Tensor features)
    {
        var x = features.to(float64).cpu();
        var mean = x.mean([0]);
        var centred = x - mean;
        return (mean, centred.t().matmul(centred) / (x.shape[0] - 1));
    }

    private static Tensor Root(Tensor symmetric)
    {
        var (values, vectors) = linalg.eigh(symmetric);
        return (vectors * values.clamp(min: 0).sqrt()).matmul(vectors.t());
    }
}
