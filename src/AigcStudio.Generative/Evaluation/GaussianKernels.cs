using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Kernel density of points: the mean of Gaussians around each, their covariance that of the points times (multiple x n^(-1/(d+4)))^2, Scott's rule
/// where the multiple is 1 (Scott 1992, "Multivariate Density Estimation", section 6.3). The tensors belong to the scope in which it was made.
/// </summary>
internal sealed class GaussianKernels
{
    private readonly Tensor _whiten;
    private readonly Tensor _points;
    private readonly double _logScale;

    /// <param name="points"><c>[n, d]</c>, n at least 2.</param>
    /// <param name="multiple">Of Scott's rule.</param>
    /// <param name="leastVariance">In any direction, above 0: points that all lie in a plane have no density otherwise.</param>
    internal GaussianKernels(Tensor points, double multiple, double leastVariance)
    {
        using var scope = NewDisposeScope();
        var (n, d) = (points.shape[0], points.shape[1]);
        var width = multiple * Math.Pow(n, -1.0 / (d + 4));
        var centred = points - points.mean([0]);
        var (values, vectors) = linalg.eigh(centred.t().matmul(centred) / (n - 1));
        var deviations = values.clamp(min: leastVariance).sqrt() * width;
        _whiten = (vectors / deviations).MoveToOuterDisposeScope();
        _points = points.matmul(_whiten).MoveToOuterDisposeScope();
        _logScale = deviations.log().sum().item<double>() + (d / 2.0 * Math.Log(2 * Math.PI)) + Math.Log(n);
    }

    /// <param name="places"><c>[m, d]</c>.</param>
    /// <returns>Logarithm of the density at each, nats, <c>[m]</c>, in the scope of the caller.</returns>
    internal Tensor LogDensities(Tensor places)
    {
        using var scope = NewDisposeScope();
        var sums = PairDistances.Reduce(places.matmul(_whiten), _points, (squares, _) => squares.mul(-0.5).logsumexp(1));
        return (sums - _logScale).MoveToOuterDisposeScope();
    }

    /// <summary>The mean of <see cref="LogDensities"/>, or null where there are no places.</summary>
    internal double? MeanLogDensity(Tensor places)
    {
        using var scope = NewDisposeScope();
        return places.shape[0] == 0 ? null : LogDensities(places).mean().item<double>();
    }
}
