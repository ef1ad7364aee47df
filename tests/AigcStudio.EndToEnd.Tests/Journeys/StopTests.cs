using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>A studio that is asked to stop: by a service manager, by a terminal that signals everyone.</summary>
[Trait("Lane", "Slow")]
public sealed class StopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_studio_that_is_stopped_while_a_run_trains_saves_a_checkpoint_ends_with_zero_and_goes_on_from_it()
    {
        // Nothing is saved by the clock: what the run goes on from was saved by the stop.
        await using var studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "false", ["Jobs__CheckpointSeconds"] = "3600" });
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var version = await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
        var run = await api.QueueRunAsync(new
        {
            datasetVersionId = version,
            familyId = "ImageGan",
            preset = "own",
            seed = 7,
            steps = 100_000,
            settings = new { resolution = "28", width = 16, batch = 16 },
        });

        // The signal reaches the Engine too: it must not leave before its checkpoint.
        await ReachAsync(api, run, 3);
        Assert.NotEmpty(studio.Children("AigcStudio.Engine"));
        Assert.Equal(0, await studio.StopAsync(children: true));

        await studio.StartAgainAsync();
        await ReachAsync(api, run, 4);
        var saved = Assert.Single((await api.GetAsync($"/api/runs/{run}/checkpoints")).AsArray());
        Assert.Equal("paused", saved!["reason"]!.ToString(), ignoreCase: true);
        Assert.True((int)saved["step"]! >= 3, saved.ToJsonString());
        var log = await api.Client.GetStringAsync($"/api/runs/{run}/log", TestContext.Current.CancellationToken);
        Assert.Contains($"step {saved["step"]}", log.Split('\n').Last(l => l.Contains("goes on", StringComparison.OrdinalIgnoreCase)), StringComparison.Ordinal);
        Assert.DoesNotContain("Warning", log, StringComparison.Ordinal);
    }

    private static Task ReachAsync(StudioApi api, Guid run, int step) => Eventually.TrueAsync(
        async () => (await api.RunAsync(run)) is var seen && (int)seen["step"]! >= step && seen["state"]!.ToString().Equals("running", StringComparison.OrdinalIgnoreCase),
        Limit, () => $"Step {step} was not reached.");
}
