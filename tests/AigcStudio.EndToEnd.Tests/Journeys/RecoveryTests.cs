using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>Real kills on real processes: the run goes on, and its curve is the one of a run that nobody killed.</summary>
[Trait("Lane", "Slow")]
public sealed class RecoveryTests
{
    private const int Steps = 240;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_run_whose_engine_and_then_whose_studio_was_killed_finishes_with_the_curve_of_an_unbroken_one()
    {
        await using var studio = await StudioProcess.StartAsync(Settings);
        using var api = await StudioApi.ForAsync(studio, "Creator");
        var version = await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));

        var unbroken = await api.QueueRunAsync(Recipe(version));
        await api.WaitForRunAsync(unbroken, Limit, "Finished");

        var broken = await api.QueueRunAsync(Recipe(version));
        await PassAsync(api, broken, Steps / 4);
        var engines = studio.Children("AigcStudio.Engine");
        Assert.NotEmpty(engines);
        foreach (var engine in engines)
        {
            System.Diagnostics.Process.GetProcessById(engine).Kill();
        }

        await PassAsync(api, broken, Steps / 2);
        await studio.KillAsync();
        await studio.StartAgainAsync();
        await api.WaitForRunAsync(broken, Limit, "Finished");

        Assert.Equal(await CurveAsync(api, unbroken), await CurveAsync(api, broken));
    }

    private static Dictionary<string, string> Settings => new() { ["Studio__DemoData"] = "false", ["Jobs__CheckpointSeconds"] = "2" };

    private static object Recipe(Guid version) => new
    {
        datasetVersionId = version,
        familyId = "ImageGan",
        preset = "own",
        seed = 7,
        steps = Steps,
        settings = new { resolution = "28", width = 16, batch = 16 },
    };

    private static Task PassAsync(StudioApi api, Guid run, int step) => Eventually.TrueAsync(
        async () => (int)(await api.RunAsync(run))["step"]! >= step, Limit, () => $"Step {step} was not reached.");

    private static async Task<string> CurveAsync(StudioApi api, Guid run) =>
        (await api.GetAsync($"/api/runs/{run}/points?most=4000")).ToJsonString();
}
