using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>
/// A ruler's self-test: half of the real items against the other half, which is harmed in four ways. Each harm must raise the distance; a ruler
/// that does not see one is not to be trusted.
/// </summary>
internal static class RulerTrials
{
    private const int MostOfAHalf = 1000;
    private const int LeastOfAHalf = 8;

    internal static IReadOnlyList<RulerTrial> Of(Ruler ruler, IExampleStore store, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        var order = new EpochOrder(Enumerable.Range(0, store.Count), seed: 2);
        var half = Math.Min(MostOfAHalf, store.Count / 2);
        if (half < LeastOfAHalf)
        {
            return [];
        }

        var reference = ruler.Features(ExampleSet.Of(store, [.. Enumerable.Range(0, half).Select(i => order.At(i))]).Bytes);
        var other = ExampleSet.Of(store, [.. Enumerable.Range(half, half).Select(i => order.At(i))]);
        var unharmed = FrechetDistance.Between(reference, ruler.Features(other.Bytes));
        var trials = new List<RulerTrial>();
        foreach (var (name, harmed) in Harms(other, store))
        {
            cancel.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            trials.Add(new RulerTrial(name, FrechetDistance.Between(reference, ruler.Features(harmed())), unharmed));
        }

        return trials;
    }

    private static IEnumerable<(string Name, Func<Tensor> Harmed)> Harms(ExampleSet set, IExampleStore store)
    {
        yield return ("noise", () => Harm.Noise(set));
        yield return ("blur", () => Harm.Blur(set));
        yield return ("repeats", () => set.Take(Enumerable.Range(0, set.Count).Select(i => i / 2)).Bytes);
        if (store.Labels.Count > 1)
        {
            var commonest = set.Items.GroupBy(store.LabelOf).MaxBy(g => g.Count())!.Key;
            var left = Enumerable.Range(0, set.Count).Where(i => store.LabelOf(set.Items[i]) != commonest).ToList();
            if (left.Count >= LeastOfAHalf)
            {
                yield return ("lostLabel", () => set.Take(left).Bytes);
            }
        }
    }
}
