using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using TorchSharp;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// <c>text FILE [MINUTES] [SEED] [SETTINGS-JSON] [STEPS]</c>: trains on the texts of a file (pairs where it has questions), for as many steps as the
/// planner gives the minutes unless they are said, and says what the model pays for texts it learned from and for held-out ones, and how much of what it draws is copied.
/// </summary>
internal static class TextBenchmark
{
    private const int Drawn = 200;

    internal static int Run(string[] arguments)
    {
        var minutes = arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        var seed = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 1;
        var file = TextFile.Read(arguments[0]);
        var family = ModelFamilies.Of(file.Summary.Pairs ? "ReplyTexts" : "TextVae");
        var settings = SettingsCheck.Complete(family.Descriptor, arguments.Length > 3 ? (JsonObject)JsonNode.Parse(arguments[3])! : []);
        var store = file.In(family.FormFor(settings, file.Summary));
        var plan = TrainPlanner.Plan(new PlanRequest(family.Descriptor.Id, settings, file.Summary, "cpu"), CancellationToken.None);
        var steps = arguments.Length > 4 ? int.Parse(arguments[4], CultureInfo.InvariantCulture) : (int)Math.Max(1, minutes * 60 / plan.SecondsPerStep);
        Console.WriteLine($"{store.Count} texts, {store.Form.Key}; {plan.Parameters:N0} numbers; {plan.SecondsPerStep * 1000:F0} ms a step planned, {steps} steps");
        var spool = Directory.CreateTempSubdirectory("text-").FullName;
        try
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var checkpoint = Train(new Recipe(family.Descriptor.Id, seed, steps, settings), store, spool);
            Console.WriteLine($"trained for {watch.Elapsed.TotalMinutes:F2} minutes, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMinutes:F2} of them on a processor's core");
            Report(family, checkpoint, store, seed);
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }

        return 0;
    }

    private static string Train(Recipe recipe, TextFile store, string spool)
    {
        var request = new TrainRequest(Guid.CreateVersion7(), recipe, "", spool, null, 1, 0, double.MaxValue, 20, "cpu");
        using var loop = new TrainLoop(request, store, new Printed(), TimeProvider.System);
        var outcome = loop.Run(new TrainCommands());
        return outcome.Ending == TrainEnding.Finished
            ? Directory.GetFiles(spool, "*.safetensors").Single()
            : throw new InvalidOperationException($"The run ended otherwise: {outcome.Ending} at step {outcome.Step}.");
    }

    private static void Report(IModelFamily family, string path, TextFile store, int seed)
    {
        using var checkpoint = CheckpointFile.Read(path);
        foreach (var heldOut in new[] { false, true })
        {
            var bound = family.Descriptor.Pairs ? TextBounds.OfReplies(checkpoint, store, heldOut) : TextBounds.OfTexts(checkpoint, store, heldOut);
            Console.WriteLine(
                $"{(heldOut ? "held out" : "trained")}: {bound.Bits:F3} bits/char (likeness {bound.Likeness:F1} + divergence {bound.Divergence:F1} nats a text), "
                + $"{bound.Active} units active");
        }

        using var sampler = family.OpenSampler(checkpoint, torch.CPU);
        var drawn = family.Descriptor.Pairs ? Replies(sampler, store, seed) : Draw(sampler, new DrawOrder(Drawn, seed, null, []));
        var originals = Enumerable.Range(0, store.Count).Select(i => (Text: family.Descriptor.Pairs ? store[i].Reply : store[i].Text, Held: store.IsHeldOut(i))).ToList();
        CopyRate.Print(drawn, [.. originals.Where(o => !o.Held).Select(o => o.Text)], [.. originals.Where(o => o.Held).Select(o => o.Text)]);
        if (!family.Descriptor.Pairs)
        {
            foreach (var label in store.Labels.DefaultIfEmpty())
            {
                Console.WriteLine($"--- {label ?? "any"}\n{string.Join("\n· ", Draw(sampler, new DrawOrder(6, seed, label, [])))}");
            }

            var (from, to) = (store[store.Items(heldOut: true)[0]].Text, store[store.Items(heldOut: true)[^1]].Text);
            var line = Draw(sampler, new DrawOrder(5, seed, null, new JsonObject { ["from"] = from, ["to"] = to, ["temperature"] = 0 }));
            Console.WriteLine($"--- from: {from}\n--- to: {to}\n{string.Join("\n· ", line)}");
        }
    }

    // Drafts to questions that were never seen, four each.
    private static List<string> Replies(ISampler sampler, TextFile store, int seed)
    {
        var drafts = store.Items(heldOut: true)
            .Select(i => (Item: i, Drafts: Draw(sampler, new DrawOrder(4, seed, null, new JsonObject { ["question"] = store[i].Text }))))
            .ToList();
        foreach (var (item, drawn) in drafts)
        {
            Console.WriteLine($"? {store[item].Text}\n  ! {drawn[0]}\n  ! {drawn[1]}");
        }

        ReplyIntents.Print(store, drafts);
        return [.. drafts.SelectMany(d => d.Drafts)];
    }

    private static IReadOnlyList<string> Draw(ISampler sampler, DrawOrder order)
    {
        using var bytes = new MemoryStream();
        sampler.Draw(order, bytes, CancellationToken.None);
        return [.. bytes.ToArray().Chunk(sampler.Form.ExampleBytes).Select(b => TextBytes.Read(b))];
    }

    private sealed class Printed : IRunReporter
    {
        private IReadOnlyDictionary<string, double> _last = new Dictionary<string, double>();

        public void Report(RunEvent happened)
        {
            _last = happened.Payload is PointsReported point ? point.Values : _last;
            if (happened.Payload is MetersReported meters)
            {
                Console.WriteLine($"step {meters.Step}, {meters.ExamplesPerSecond:F0} texts/s, " + string.Join(", ", _last.Select(v => $"{v.Key} {v.Value:F2}")));
            }
            else if (happened.Payload is HealthJudged health)
            {
                Console.WriteLine($"step {health.Step}: {health.Sentence.Code}");
            }
        }
    }
}
