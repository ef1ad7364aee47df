using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>A rectangle of the first two components, one for all labels and all models of a dataset: plots are laid side by side.</summary>
/// <param name="Left">Least first component; <paramref name="Right"/> is the greatest.</param>
/// <param name="Bottom">Least second component; <paramref name="Top"/> is the greatest.</param>
public sealed record DensityPlot(double Left, double Right, double Bottom, double Top)
{
    /// <summary>Cells on each side.</summary>
    public const int Side = 48;

    // So much around the outermost item, by the range: a bell around it is seen.
    private const double Margin = 0.1;

    /// <param name="points">All real ones, <c>[n, d]</c>, d at least 2.</param>
    internal static DensityPlot Around(Tensor points)
    {
        using var scope = NewDisposeScope();
        var (low, high) = (points.amin([0]), points.amax([0]));
        var margin = (high - low) * Margin;
        var (from, to) = ((low - margin).data<double>().ToArray(), (high + margin).data<double>().ToArray());
        return new DensityPlot(from[0], to[0], from[1], to[1]);
    }

    /// <summary>Middles of the cells, <c>[Side * Side, 2]</c>, in the scope of the caller.</summary>
    internal Tensor Middles()
    {
        using var scope = NewDisposeScope();
        var places = (arange(Side, ScalarType.Float64) + 0.5) / Side;
        var x = (places * (Right - Left)) + Left;
        var y = (places * (Top - Bottom)) + Bottom;
        return stack([x.repeat(Side), y.repeat_interleave(Side)], 1).MoveToOuterDisposeScope();
    }
}
