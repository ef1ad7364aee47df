using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>
/// Every family by the API, on the demo brand's own material: trained, its Engine killed with SIGKILL on the way, resumed, drawn from. The
/// curve and what is drawn are those of a run that nobody killed, so the weights are.
/// </summary>
[Trait("Lane", "Slow")]
public sealed class FamilyRecoveryTests : IAsyncLifetime
{
    private const int Steps = 120;
    private const int Drawn = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private StudioProcess _studio = null!;
    private StudioApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _studio = await StudioProcess.StartAsync(new Dictionary<string, string> { ["Studio__DemoData"] = "false", ["Jobs__CheckpointSeconds"] = "1" });
        _api = await StudioApi.ForAsync(_studio, "Creator");
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _studio.DisposeAsync();
    }

    [Theory]
    [InlineData("ImageVae", "image", "seed-data/tiny/pictures.zip", """{"resolution":"28","width":16,"hidden":32,"batch":16}""")]
    [InlineData("TextVae", "text", "seed-data/demo/texts.csv", """{"longest":"64","hidden":32,"latent":8,"batch":16}""")]
    [InlineData("ReplyTexts", "text", "seed-data/demo/replies.csv", """{"longestQuestion":"64","longestReply":"128","hidden":32,"latent":8,"batch":16}""")]
    [InlineData("AudioVae", "audio", "seed-data/demo/sounds.zip", """{"seconds":0.25,"hidden":32,"latent":8,"batch":16}""")]
    public async Task A_killed_run_ends_with_the_curve_and_the_works_of_one_that_was_not(string family, string modality, string file, string settings)
    {
        var version = await _api.MakeDatasetAsync(family, modality, [Path.Combine(Repository.Root, file)]);
        object recipe = new { datasetVersionId = version, familyId = family, preset = "own", seed = 7, steps = Steps, settings = JsonNode.Parse(settings) };

        var unbroken = await _api.QueueRunAsync(recipe);
        await _api.WaitForRunAsync(unbroken, Limit, "Finished");
        var broken = await _api.QueueRunAsync(recipe);
        await KillEnginesAtAsync(broken, Steps / 3);
        await _api.WaitForRunAsync(broken, Limit, "Finished");

        Assert.Equal(await CurveAsync(unbroken), await CurveAsync(broken));
        Assert.Equal(await WorksAsync(unbroken, family), await WorksAsync(broken, family));
        Assert.True((int)(await _api.RunAsync(broken))["attempt"]! > 1, "Nothing was killed.");
        var listed = (await _api.GetAsync($"/api/artifacts?modality={modality}&runId={broken}"))["items"]!.AsArray();
        Assert.Equal(Drawn, listed.Count);
    }

    private async Task KillEnginesAtAsync(Guid run, int step)
    {
        await Eventually.TrueAsync(async () => (int)(await _api.RunAsync(run))["step"]! >= step, Limit, () => $"Step {step} was not reached.");
        foreach (var engine in _studio.Children("AigcStudio.Engine"))
        {
            System.Diagnostics.Process.GetProcessById(engine).Kill();
        }
    }

    private async Task<string> CurveAsync(Guid run) => (await _api.GetAsync($"/api/runs/{run}/points?most=4000")).ToJsonString();

    private async Task<IReadOnlyList<string>> WorksAsync(Guid run, string family)
    {
        var settings = family == "ReplyTexts" ? new JsonObject { ["question"] = "When do you open?" } : [];
        var hashes = new List<string>();
        foreach (var artifact in await _api.DrawAsync(run, Drawn, settings))
        {
            hashes.Add((string)(await _api.GetAsync($"/api/artifacts/{artifact}"))["tile"]!["blobHash"]!);
        }

        return hashes;
    }
}
