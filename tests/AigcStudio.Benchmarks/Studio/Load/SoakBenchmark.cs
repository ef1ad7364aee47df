using System.Globalization;
using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>
/// <c>soak MINUTES</c>: upload, freeze, train a few steps, draw, begin a second training and cancel it, delete all of it, and again. After each round
/// the studio's working set, open handles, threads, files in its spool and temporary folders and the size of its database; at the end the slope of
/// each by a straight line through the second half, and whether it is flat.
/// </summary>
internal static class SoakBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<IReadOnlyList<SoakSample>> RunAsync(TimeSpan length)
    {
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "false" });
        using var api = await StudioApi.ForAsync(studio, "Admin");
        var began = TimeProvider.System.GetTimestamp();
        var samples = new List<SoakSample>();
        Console.WriteLine(SoakSample.Heads);
        do
        {
            await RoundAsync(api, samples.Count);
            samples.Add(SoakSample.Take(studio, TimeProvider.System.GetElapsedTime(began)));
            Console.WriteLine(samples[^1].Line);
        }
        while (TimeProvider.System.GetElapsedTime(began) < length);

        SoakVerdict.Print(samples);
        return samples;
    }

    private static async Task RoundAsync(StudioApi api, int round)
    {
        var dataset = await api.DraftAsync($"Soak {round.ToString(CultureInfo.InvariantCulture)}");
        await using (var zip = File.OpenRead(Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip")))
        {
            await api.UploadAsync(dataset, "pictures.zip", zip);
        }

        var version = await api.FreezeAsync(dataset);
        var run = await api.QueueRunAsync(Recipe(version, 12));
        await api.WaitForRunAsync(run, Limit, "Finished");
        var artifacts = await api.DrawAsync(run, 8);

        var endless = await api.QueueRunAsync(Recipe(version, 1_000_000));
        await Eventually.TrueAsync(async () => (int)(await api.RunAsync(endless))["step"]! > 0, Limit, () => "The second training did not begin.");
        await CancelAsync(api, endless);
        await api.WaitForRunAsync(endless, Limit, "Cancelled");

        foreach (var path in artifacts.Select(a => $"/api/artifacts/{a}").Concat([$"/api/runs/{run}", $"/api/runs/{endless}", $"/api/datasets/{dataset}"]))
        {
            using var gone = await api.Client.DeleteAsync(path);
            gone.EnsureSuccessStatusCode();
        }
    }

    private static Task<JsonNode> CancelAsync(StudioApi api, Guid run) => api.PostAsync($"/api/runs/{run}/cancel");

    private static object Recipe(Guid version, int steps) => new
    {
        datasetVersionId = version,
        familyId = "ImageGan",
        preset = "own",
        seed = 1,
        steps,
        settings = new { resolution = "28", width = 16, batch = 16 },
    };
}
