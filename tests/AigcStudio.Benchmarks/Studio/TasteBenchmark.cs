using System.Diagnostics;
using System.IO.Compression;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using AigcStudio.Media.Datasets;
using AigcStudio.Tests.Recommendations;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// Whether "for you" finds what people like, against what others like and against chance: simulated raters of known taste over the
/// demo brand's seed pictures, measured as the studio measures them. And how long an order takes.
/// </summary>
internal static class TasteBenchmark
{
    private const int Rounds = 15;

    private static readonly string[] Features =
        ["image.bright", "image.contrast", "image.colourful", "image.warm", "image.red", "image.yellow", "image.green", "image.blue", "image.edges", "image.symmetric"];

    public static void Run()
    {
        var pictures = Demo();
        Console.WriteLine($"{pictures.Count} seed pictures of the demo brand, {Features.Length} raters of one taste each; liked: a standard deviation above the mean.");
        foreach (var rated in new[] { 10, 20, 40, 80 })
        {
            Compare(pictures, rated);
        }

        foreach (var count in new[] { 10_000, 100_000 })
        {
            Time(pictures, count);
        }
    }

    private static void Compare(IReadOnlyList<TasteItem> pictures, int rated)
    {
        var (ours, popular, chance, named) = (new List<double>(), new List<double>(), new List<double>(), 0);
        foreach (var (index, feature) in Features.Index())
        {
            var liking = Raters.Standard(pictures, feature);
            var own = Raters.Rate(pictures, liking, rated, 100 + index);
            var team = Raters.Mean(Features.Index().Where(f => f.Item != feature).Select(f => Raters.Rate(pictures, Raters.Standard(pictures, f.Item), 150, 200 + f.Index)));
            var taste = new Taste(Raters.Sources(pictures, own, team));
            Guid[] ids = [.. pictures.Select(p => p.Id)];
            var order = taste.Rank(ids);
            ours.Add(Raters.PrecisionAt20(pictures, liking, order));
            popular.Add(Raters.PrecisionAt20(pictures, liking, Raters.Popular(pictures, own, team)));
            new Random(index).Shuffle(ids);
            chance.Add(Raters.PrecisionAt20(pictures, liking, ids));
            named += order.Take(20).Count(id => taste.Why(id) is [var first, ..] && first.Feature == feature && first.More);
        }

        Console.WriteLine($"{rated,3} ratings: precision at 20 ours {Of(ours)}, popularity {Of(popular)}, chance {Of(chance)}; first reason is the true one for {named / (0.2 * Features.Length):0} %");
    }

    private static void Time(IReadOnlyList<TasteItem> pictures, int count)
    {
        var dice = new Random(5);
        List<TasteItem> items = [.. Enumerable.Range(0, count).Select(i => Near(pictures[dice.Next(pictures.Count)], dice))];
        var liking = Raters.Standard(items, "image.warm");
        var own = Raters.Rate(items, liking, 200, 1);
        var team = Raters.Mean(Enumerable.Range(0, 5).Select(i => Raters.Rate(items, liking, 400, 10 + i)));
        Guid[] ids = [.. items.Select(i => i.Id)];
        Taste taste = null!;
        var learn = Median(() => taste = new Taste(Raters.Sources(items, own, team)));
        Console.WriteLine($"{count,7:N0} artifacts: learning {learn:0.0} ms, ranking {Median(() => taste.Rank(ids)):0.0} ms, reasons of 60 tiles {Median(() => Explain(taste, ids)):0.00} ms (medians of {Rounds})");
    }

    private static void Explain(Taste taste, Guid[] ids)
    {
        foreach (var id in ids.Take(60))
        {
            taste.Why(id);
        }
    }

    private static double Median(Action act)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static string Of(List<double> values) => $"{values.Average():0.00} ({values.Min():0.00} to {values.Max():0.00})";

    private static TasteItem Near(TasteItem item, Random dice) =>
        item with { Id = Guid.CreateVersion7(), Vector = [.. item.Vector.Select(v => v + (float)(0.02 * Raters.Normal(dice)))] };

    private static IReadOnlyList<TasteItem> Demo()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(EndToEnd.Tests.Studio.Repository.Root, "seed-data", "demo", "pictures.zip"));
        var form = new ImageForm(3, PictureFeatures.Side, PictureFeatures.Side);
        var items = new List<TasteItem>();
        var file = Path.GetTempFileName();
        foreach (var entry in zip.Entries.Where(e => e.Length > 0))
        {
            entry.ExtractToFile(file, overwrite: true);
            var example = new byte[form.ExampleBytes];
            PictureDecoding.Decode(file, form, example);
            items.Add(new TasteItem(Guid.CreateVersion7(), Modality.Image, null, null, Raters.Noon, PictureFeatures.Of(example, form.Width)));
        }

        File.Delete(file);
        return items;
    }
}
