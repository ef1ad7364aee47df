using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>A density over the first two components, for its plot.</summary>
/// <param name="Plot">The place that it covers.</param>
/// <param name="Values">
/// At the middles of its cells, <see cref="DensityPlot.Side"/> x <see cref="DensityPlot.Side"/>, by rows of equal second component, the lowest first.
/// </param>
public sealed record DensityGrid(DensityPlot Plot, IReadOnlyList<double> Values)
{
    /// <param name="points"><c>[n, d]</c>, of which the first two components count.</param>
    internal static DensityGrid Of(Tensor points, DensityPlot plot, double multiple, double leastVariance)
    {
        using var scope = NewDisposeScope();
        var kernels = new GaussianKernels(points.slice(1, 0, 2, 1), multiple, leastVariance);
        return new DensityGrid(plot, kernels.LogDensities(plot.Middles()).exp().data<double>().ToArray());
    }
}
