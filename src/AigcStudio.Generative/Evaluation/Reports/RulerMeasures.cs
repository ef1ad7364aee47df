using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>What a ruler's features say of a whole set: how far it is from the real one, how good and how varied its items are, which labels it hits.</summary>
internal static class RulerMeasures
{
    private const int Subsets = 50;
    private const int SubsetSize = 500;

    /// <param name="real">Features of the reference; the three others are compared with it, all <c>[N, D]</c>.</param>
    /// <param name="other">Of other real items.</param>
    /// <param name="noise">Of nothing.</param>
    internal static IEnumerable<Measure> Distances(Tensor real, Tensor other, Tensor made, Tensor noise)
    {
        yield return new Measure("frechet", FrechetDistance.Between(real, made))
        {
            Real = FrechetDistance.Between(real, other),
            Noise = FrechetDistance.Between(real, noise),
        };
        var size = (int)Math.Min(SubsetSize, made.shape[0] / 2);
        var (kernel, error) = KernelDistance.WithError(real, made, Subsets, size);
        yield return new Measure("kernel", kernel)
        {
            Error = error,
            Real = KernelDistance.WithError(real, other, Subsets, size).Mean,
            Noise = KernelDistance.WithError(real, noise, Subsets, size).Mean,
        };
        var (here, best, worst) = (Manifolds.Between(real, made), Manifolds.Between(real, other), Manifolds.Between(real, noise));
        yield return new Measure("precision", here.Precision) { Real = best.Precision, Noise = worst.Precision };
        yield return new Measure("recall", here.Recall) { Real = best.Recall, Noise = worst.Recall };
        yield return new Measure("density", here.Density) { Real = best.Density, Noise = worst.Density };
        yield return new Measure("coverage", here.Coverage) { Real = best.Coverage, Noise = worst.Coverage };
        yield return new Measure("diversity", Diversity.Share(real, made)) { Real = Diversity.Share(real, other), Noise = Diversity.Share(real, noise) };
    }

    /// <summary>How the ruler's answers are spread; nothing where it learned no labels.</summary>
    internal static (IReadOnlyList<Measure> Measures, HistogramPlot? Plot) Labels(Ruler ruler, IExampleStore store, RealSets sets, ExampleSet made)
    {
        if (ruler.Card.Task != "labels")
        {
            return ([], null);
        }

        var (real, other, drawn) = (Seen(sets.Reference), Seen(sets.Other), Seen(made));
        var expected = Smoothed(real);
        return (
            [
                new Measure("labels.effective", drawn.EffectiveLabels) { Real = other.EffectiveLabels },
                new Measure("labels.divergence", drawn.DivergenceFrom(expected)) { Real = other.DivergenceFrom(expected) },
            ],
            Plots.Of("labels", store.Labels, real.Counts, drawn.Counts));

        LabelHistogram Seen(ExampleSet set) =>
            LabelHistogram.Of([.. ruler.Answers(set.Bytes).data<long>().ToArray().Select(l => (int)l)], store.Labels.Count);
    }

    // A label that the ruler saw in no real item, and in one that was made, would make the divergence infinite.
    private static LabelHistogram Smoothed(LabelHistogram real) => new([.. real.Counts.Select(c => Math.Max(1, c))]);
}
