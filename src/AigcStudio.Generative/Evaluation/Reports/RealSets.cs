using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Datasets;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>The real items of a report: as many as are drawn to compare with, as many others to compare those with, and the held-out ones.</summary>
/// <param name="Reference">Of those that the model learned from.</param>
/// <param name="Other">Held-out ones first, then others that it learned from; none of the reference.</param>
/// <param name="HeldOut">Never learned from.</param>
internal sealed record RealSets(ExampleSet Reference, ExampleSet Other, ExampleSet HeldOut)
{
    private const int Least = 16;
    private const int MostHeldOut = 1000;
    private const int Seed = 5;

    /// <param name="most">Items of the reference at most; there are never more than half of all.</param>
    /// <exception cref="EvaluationException"><c>evaluation.tooFewItems(least, items)</c>.</exception>
    internal static RealSets Of(IExampleStore store, int most)
    {
        var learned = Shuffled(Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)));
        var heldOut = HeldOutOf(store);
        var count = Math.Min(most, Math.Min(learned.Count, store.Count / 2));
        if (count < Least)
        {
            throw new EvaluationException("evaluation.tooFewItems", 2 * Least, store.Count);
        }

        return new RealSets(
            ExampleSet.Of(store, [.. learned.Take(count)]),
            ExampleSet.Of(store, [.. heldOut.Concat(learned.Skip(count)).Take(count)]),
            ExampleSet.Of(store, [.. heldOut.Take(MostHeldOut)]));
    }

    /// <summary>Where they are in the store, in an order that is the same every time.</summary>
    internal static List<int> HeldOutOf(IExampleStore store) => Shuffled(Enumerable.Range(0, store.Count).Where(store.IsHeldOut));

    private static List<int> Shuffled(IEnumerable<int> items)
    {
        var list = items.ToList();
        if (list.Count == 0)
        {
            return list;
        }

        var order = new EpochOrder(list, Seed);
        return [.. Enumerable.Range(0, list.Count).Select(i => order.At(i))];
    }
}
