using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>Expectation and maximisation for Gaussians with full covariances (Dempster, Laird, Rubin 1977), in float64.</summary>
internal static class GaussianMixture
{
    private const int Rounds = 12;

    // Below so many points for each dimension a covariance of its own is noise: fewer components then.
    private const int PointsPerDimension = 3;

    // Added to the diagonal; the codes of a trained VAE have variances near 1.
    private const double Ridge = 1e-3;

    /// <summary>One Gaussian, by its mean and the Cholesky factor of its covariance.</summary>
    internal sealed record Component(double Weight, double[] Mean, double[] Factor)
    {
        /// <summary>mean + factor x noise, in place; the factor is lower triangular, so the last row goes first.</summary>
        internal void Apply(Span<float> noise)
        {
            for (var i = noise.Length - 1; i >= 0; i--)
            {
                var sum = Mean[i];
                for (var j = 0; j <= i; j++)
                {
                    sum += Factor[(i * noise.Length) + j] * noise[j];
                }

                noise[i] = (float)sum;
            }
        }
    }

    /// <param name="codes"><c>[N, D]</c>.</param>
    /// <param name="components">At most; fewer where there are few points.</param>
    internal static IReadOnlyList<Component> Fit(Tensor codes, int components, int seed)
    {
        using var scope = NewDisposeScope();
        var points = codes.to(ScalarType.Float64);
        var (count, width) = ((int)points.shape[0], (int)points.shape[1]);
        var kinds = (int)Math.Clamp(count / (long)(PointsPerDimension * width), 1, components);
        var shares = FirstShares(points, kinds, seed);
        var fitted = Maximise(points, shares);
        for (var round = 0; round < Rounds && kinds > 1; round++)
        {
            shares = softmax(stack(fitted.Select(c => LogDensity(points, c)), 1), 1);
            fitted = Maximise(points, shares);
        }

        return [.. fitted.Select(c => new Component(c.Weight.item<double>(), c.Mean.data<double>().ToArray(), c.Factor.contiguous().data<double>().ToArray()))];
    }

    // Every point to the nearest of a few points chosen by the seed.
    private static Tensor FirstShares(Tensor points, int kinds, int seed)
    {
        var order = new EpochOrder(Enumerable.Range(0, (int)points.shape[0]), seed);
        var centres = points.index_select(0, tensor(Enumerable.Range(0, kinds).Select(i => (long)order.At(i)).ToArray()));
        return nn.functional.one_hot(cdist(points, centres).argmin(1), kinds).to(ScalarType.Float64);
    }

    private static List<(Tensor Weight, Tensor Mean, Tensor Factor)> Maximise(Tensor points, Tensor shares)
    {
        var fitted = new List<(Tensor, Tensor, Tensor)>();
        var width = points.shape[1];
        for (var k = 0; k < shares.shape[1]; k++)
        {
            var share = shares.select(1, k).unsqueeze(1);                    // [N, 1]
            var mass = share.sum() + 1e-9;
            var mean = (share * points).sum(dim: 0) / mass;                       // [D]
            var centred = points - mean;
            var spread = (share * centred).t().matmul(centred) / mass;       // [D, D]
            fitted.Add((mass / points.shape[0], mean, linalg.cholesky(spread + (eye(width, dtype: ScalarType.Float64) * Ridge))));
        }

        return fitted;
    }

    // log(weight) + log N(x; mean, L L^T), without the constant that all share.
    private static Tensor LogDensity(Tensor points, (Tensor Weight, Tensor Mean, Tensor Factor) component)
    {
        var whitened = linalg.solve_triangular(component.Factor, (points - component.Mean).t(), upper: false);
        return component.Weight.log() - component.Factor.diagonal().log().sum() - (whitened.square().sum(dim: 0) * 0.5);
    }
}
