using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// <c>overhead PICTURES-ZIP STEPS [PAIRS]</c>: processor seconds of the whole studio (Web, Engine, Media, with everything from the order to
/// the last checkpoint: plan, samples, checkpoints, rows, live events) over those of the bare loop on the same pack, in turn.
/// </summary>
internal static class OverheadBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task RunAsync(string zip, int steps, int pairs)
    {
        await using var studio = await StudioProcess.StartAsync();
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var version = await api.MakeDatasetAsync("Overhead", zip);
        // The first run makes the pack that the bare loop reads too.
        await InStudioAsync(studio, api, version, 20);
        var pack = Directory.GetFiles(Path.Combine(studio.DataRoot, "packs"), "*.pack").Single();

        var measured = await Pairs.MeasureAsync(pairs, () => InStudioAsync(studio, api, version, steps), () => BareAsync(pack, steps));
        Console.WriteLine("| | studio | bare loop | ratio (paired range) |\n|---|---|---|---|");
        Console.WriteLine(measured.Line($"{steps} steps of ImageGan", "CPU s"));
    }

    private static async Task<double> InStudioAsync(StudioProcess studio, StudioApi api, Guid version, int steps)
    {
        using var watch = new ProcessTree(studio.Id);
        var run = await api.QueueRunAsync(new { datasetVersionId = version, familyId = "ImageGan", preset = "own", seed = 1, steps, settings = new { resolution = "28" } });
        await api.WaitForRunAsync(run, Limit, "Finished");
        return watch.ProcessorSeconds();
    }

    private static async Task<double> BareAsync(string pack, int steps)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["bare", pack, "ImageGan", steps.ToString(CultureInfo.InvariantCulture), "{\"resolution\":\"28\"}"])
        {
            RedirectStandardOutput = true,
        };
        using var bare = Process.Start(start)!;
        var said = await bare.StandardOutput.ReadToEndAsync();
        await bare.WaitForExitAsync();
        return (double)JsonNode.Parse(said)!["cpuSeconds"]!;
    }
}
