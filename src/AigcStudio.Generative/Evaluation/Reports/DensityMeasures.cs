using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>Whether what is drawn of a label lies where real items of that label do: the conditional density, label by label.</summary>
internal static class DensityMeasures
{
    private const int Components = 3;
    private const int OfALabel = 64;
    private const int MostLabels = 20;

    /// <summary>Nothing where there are no labels, or where the model cannot be asked for one.</summary>
    internal static void Add(
        ReportDraft draft, Ruler ruler, IExampleStore store, RealSets sets, ISampler sampler, int seed, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var reference = Labelled(ruler, store, sets.Reference);
        var heldOut = Labelled(ruler, store, sets.HeldOut.Count > 0 ? sets.HeldOut : sets.Other);
        if (reference.Labels.Count <= Components || heldOut.Labels.Count == 0)
        {
            return;
        }

        if (Drawn(ruler, store, sampler, seed, cancel) is not { } drawn)
        {
            return;
        }

        var components = PrincipalComponents.Fit(reference.Features, Components);
        var density = ConditionalDensity.Of(components, reference, heldOut, drawn, store.Labels.Count, seed);
        var both = density.Labels.Where(l => l is { HeldOut: { } real, Made: { } made } && double.IsFinite(real) && double.IsFinite(made)).ToList();
        if (both.Count > 0)
        {
            draft.Add(new Measure("density.nats", both.Average(l => l.Made!.Value)) { Real = both.Average(l => l.HeldOut!.Value), Items = OfALabel * both.Count });
        }

        draft.Densities.AddRange(density.Labels.Take(MostLabels).Select(l => new LabelPlot(
            store.Labels[l.Label], DensityPlot.Side, Scaled(l.Real), l.MadeGrid is null ? [] : Scaled(l.MadeGrid), ReportDraft.Finite(l.HeldOut), ReportDraft.Finite(l.Made))));
    }

    private static LabelledFeatures Labelled(Ruler ruler, IExampleStore store, ExampleSet set)
    {
        var known = Enumerable.Range(0, set.Count).Where(i => store.LabelOf(set.Items[i]) >= 0).ToList();
        var taken = set.Take(known);
        var features = known.Count == 0 ? empty([0, RulerNetwork.Width], float64) : ruler.Features(taken.Bytes);
        return new LabelledFeatures(features, [.. taken.Items.Select(store.LabelOf)]);
    }

    // Null for a model that learned without labels: it cannot be asked for one.
    private static LabelledFeatures? Drawn(Ruler ruler, IExampleStore store, ISampler sampler, int seed, CancellationToken cancel)
    {
        var features = new List<Tensor>();
        try
        {
            foreach (var (index, label) in store.Labels.Take(MostLabels).Index())
            {
                features.Add(ruler.Features(MadeExamples.OfLabel(sampler, label, OfALabel, seed + index, cancel).Bytes));
            }
        }
        catch (RecipeException)
        {
            return null;
        }

        return new LabelledFeatures(cat(features, 0), [.. Enumerable.Range(0, features.Count).SelectMany(l => Enumerable.Repeat(l, OfALabel))]);
    }

    // Three digits are plenty for a colour.
    private static double[] Scaled(DensityGrid grid)
    {
        var highest = Math.Max(grid.Values.Max(), double.Epsilon);
        return [.. grid.Values.Select(v => Math.Round(v / highest, 3))];
    }
}
