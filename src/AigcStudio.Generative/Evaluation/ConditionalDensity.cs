using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// How well made items fit the density of the real ones of their label, p(feature | label), by Gaussian kernels over the real items' two or three
/// principal components (Rosenblatt 1956; Parzen 1962). A bell's logarithm falls by the square of the distance, so few stray items can rule a
/// mean; and what differs in other components is not seen. Figures of different features or components are not to be compared.
/// </summary>
/// <param name="Labels">By label.</param>
/// <param name="LeftOut">Labels with too few real items for a density, under <see cref="Fewest"/>.</param>
public sealed record ConditionalDensity(IReadOnlyList<LabelDensity> Labels, IReadOnlyList<int> LeftOut)
{
    /// <summary>Real items a label needs; as many made ones for a plot.</summary>
    public const int Fewest = 10;

    // By the whole variance of all labels: a label whose items are all the same gets a thin bell instead of none.
    private const double LeastVariance = 1e-9;

    /// <param name="components">Two or three, fitted on all real items.</param>
    /// <param name="real">Real items whose density it is.</param>
    /// <param name="heldOut">Real items that are not among those, as the yardstick.</param>
    /// <param name="made">What was made, under the label that was asked for.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="seed">Of the folds that choose the bandwidth.</param>
    /// <exception cref="ArgumentException">There are fewer or more components.</exception>
    public static ConditionalDensity Of(
        PrincipalComponents components, LabelledFeatures real, LabelledFeatures heldOut, LabelledFeatures made, int labels, int seed)
    {
        if (components.Shares.Count is < 2 or > 3)
        {
            throw new ArgumentException($"Densities take two or three components, not {components.Shares.Count}.");
        }

        using var scope = NewDisposeScope();
        var (points, left, drawn) = (Project(real), Project(heldOut), Project(made));
        var plot = DensityPlot.Around(points.Features);
        var leastVariance = points.Features.var([0]).sum().item<double>() * LeastVariance;
        var dense = Enumerable.Range(0, labels).ToLookup(l => real.Labels.Count(r => r == l) >= Fewest);
        return new ConditionalDensity([.. dense[true].Select(Density)], [.. dense[false]]);

        LabelledFeatures Project(LabelledFeatures items) => items with { Features = components.Project(items.Features) };

        LabelDensity Density(int label)
        {
            using var inner = NewDisposeScope();
            var (ofReal, ofMade) = (points.Of(label), drawn.Of(label));
            var multiple = Bandwidth.Choose(ofReal, leastVariance, seed);
            var kernels = new GaussianKernels(ofReal, multiple, leastVariance);
            return new LabelDensity(
                label,
                multiple,
                kernels.MeanLogDensity(left.Of(label)),
                kernels.MeanLogDensity(ofMade),
                DensityGrid.Of(ofReal, plot, multiple, leastVariance),
                ofMade.shape[0] < Fewest ? null : DensityGrid.Of(ofMade, plot, multiple, leastVariance));
        }
    }
}
