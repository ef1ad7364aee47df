using System.Diagnostics;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Families.ReplyTexts;
using AigcStudio.Generative.Gallery;

namespace AigcStudio.Generative.Evaluation.Reports;

/// <summary>Draws for a report as people draw: the model's own defaults, any label, or the one that is asked for; a model that answers, item by item.</summary>
/// <param name="Labels">Index of the label of the item whose question each answers; -1 where it has none, or nothing was asked.</param>
internal sealed record MadeExamples(ExampleSet Set, IReadOnlyList<int> Labels)
{
    /// <summary>Examples of a draw whose speed is taken.</summary>
    internal const int TimedDraw = 64;

    private const int DraftsOfAQuestion = 4;
    private const int TimedRounds = 5;

    /// <summary>Examples of any label; drafts of as many questions as are needed, held-out ones first.</summary>
    internal static MadeExamples Of(ISampler sampler, IExampleStore store, int count, int seed, Action<int> done, CancellationToken cancel)
    {
        using var output = new MemoryStream();
        var labels = new List<int>();
        foreach (var order in Orders(store, count, seed))
        {
            cancel.ThrowIfCancellationRequested();
            sampler.Draw(order.Draw, output, cancel);
            labels.AddRange(Enumerable.Repeat(order.Label, order.Draw.Count));
            done(labels.Count);
        }

        return new MadeExamples(ExampleSet.Of(sampler.Form, output), labels);
    }

    /// <summary>Examples of one label.</summary>
    internal static ExampleSet OfLabel(ISampler sampler, string label, int count, int seed, CancellationToken cancel)
    {
        using var output = new MemoryStream();
        sampler.Draw(new DrawOrder(count, seed, label, []), output, cancel);
        return ExampleSet.Of(sampler.Form, output);
    }

    /// <summary>Examples a second: the median of five draws of 64 after one that warms up, the last byte on the processor.</summary>
    internal static double Speed(ISampler sampler, IExampleStore store, CancellationToken cancel)
    {
        var settings = Settings(store is ReplyStore replies ? replies.QuestionOf(0) : null);
        var times = new List<double>();
        for (var round = 0; round <= TimedRounds; round++)
        {
            var watch = Stopwatch.StartNew();
            sampler.Draw(new DrawOrder(TimedDraw, round, null, settings), Stream.Null, cancel);
            times.Add(watch.Elapsed.TotalSeconds);
        }

        return TimedDraw / times.Skip(1).Order().ElementAt(TimedRounds / 2);
    }

    // In parts, so that there is something to show; example i follows from seed and i within its part.
    private static IEnumerable<(DrawOrder Draw, int Label)> Orders(IExampleStore store, int count, int seed)
    {
        const int Part = 512;
        if (store is not ReplyStore replies)
        {
            return Enumerable.Range(0, (count + Part - 1) / Part)
                .Select(i => (new DrawOrder(Math.Min(Part, count - (i * Part)), seed + i, null, []), -1));
        }

        return Enumerable.Range(0, store.Count)
            .OrderByDescending(store.IsHeldOut)
            .Take((count + DraftsOfAQuestion - 1) / DraftsOfAQuestion)
            .Select((item, i) => (new DrawOrder(Math.Min(DraftsOfAQuestion, count - (i * DraftsOfAQuestion)), seed + i, null, Settings(replies.QuestionOf(item))), store.LabelOf(item)));
    }

    private static JsonObject Settings(string? question) => question is null ? [] : new JsonObject { [ReplyTextsSampler.Question] = question };
}
