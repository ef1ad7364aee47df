using System.Diagnostics;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Benchmarks.Training;

/// <summary>
/// <c>looks [FAMILY] [SECONDS]</c>: what measuring costs a run: each family's "good" preset trains for about so long; how often it was
/// looked at, and the share of its time that went into looks.
/// </summary>
internal static class LooksBenchmark
{
    private const int Made = 1000;

    internal static int Run(string[] arguments)
    {
        var only = arguments.Length > 0 && arguments[0] != "all" ? arguments[0] : null;
        var seconds = arguments.Length > 1 ? double.Parse(arguments[1], null) : 120;
        Console.WriteLine("| family | steps | ruler, s | seconds | looks | seconds a look | share of the run |\n|---|---|---|---|---|---|---|");
        foreach (var family in ModelFamilies.All.Where(f => only is null || f.Descriptor.Id == only))
        {
            var spool = Directory.CreateTempSubdirectory("looks-").FullName;
            try
            {
                Measure(family, seconds, spool);
            }
            finally
            {
                Directory.Delete(spool, recursive: true);
            }
        }

        return 0;
    }

    private static void Measure(IModelFamily family, double seconds, string spool)
    {
        var settings = family.Descriptor.Presets.Single(p => p.Id == "good").Settings;
        var dataset = new DatasetSummary(family.Descriptor.Modality, Made, [], 28, 28, false) { TypicalBytes = 128, TypicalReplyBytes = family.Descriptor.Pairs ? 128 : 0 };
        var store = new MadeUpExamples(family.FormFor(SettingsCheck.Complete(family.Descriptor, settings), dataset), Made, []);
        var pace = Pace(family, settings, store, spool);
        var recipe = new Recipe(family.Descriptor.Id, 1, Math.Max(20, (int)(seconds / pace)), settings);
        var request = Request(recipe, spool) with { RulerPath = Path.Combine(spool, "ruler"), MostLookShare = TrainRequest.UsualLookShare };
        var making = Stopwatch.StartNew();
        Ruler.OpenOrMake(request.RulerPath, ReplyStore.Of(store), CancellationToken.None).Dispose();
        making.Stop();
        using var loop = new TrainLoop(request, store, new Nobody(), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        loop.Run(new TrainCommands());
        var (whole, quality) = (watch.Elapsed.TotalSeconds, loop.Quality!);
        Console.WriteLine($"| {family.Descriptor.Id} | {recipe.Steps} | {making.Elapsed.TotalSeconds:F1} | {whole:F0} | {quality.Looks} | {quality.LookSeconds / quality.Looks:F2} | {quality.LookSeconds / whole:P1} |");
    }

    // Seconds a step, after ten that warm up.
    private static double Pace(IModelFamily family, JsonObject settings, MadeUpExamples store, string spool)
    {
        var times = new[] { 10, 40 }.Select(steps =>
        {
            using var loop = new TrainLoop(Request(new Recipe(family.Descriptor.Id, 1, steps, settings), spool), store, new Nobody(), TimeProvider.System);
            var watch = Stopwatch.StartNew();
            loop.Run(new TrainCommands());
            return watch.Elapsed.TotalSeconds;
        }).ToList();
        return (times[1] - times[0]) / 30;
    }

    private static TrainRequest Request(Recipe recipe, string spool) => new(Guid.CreateVersion7(), recipe, "", spool, null, 1, 0, double.MaxValue, 20, "cpu");

    private sealed class Nobody : IRunReporter
    {
        public void Report(RunEvent happened)
        {
        }
    }
}
