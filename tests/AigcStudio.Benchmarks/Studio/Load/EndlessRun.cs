using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>A training small enough to step a hundred times a second, and too long to end while it is watched.</summary>
internal static class EndlessRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <returns>The run, under way.</returns>
    public static async Task<Guid> BeginAsync(StudioApi api)
    {
        var version = await api.MakeDatasetAsync("Tiny", Path.Combine(Repository.Root, "seed-data/tiny/pictures.zip"));
        var run = await api.QueueRunAsync(new
        {
            datasetVersionId = version,
            familyId = "ImageGan",
            preset = "own",
            seed = 1,
            steps = 1_000_000,
            settings = new { resolution = "28", width = 16, batch = 16 },
        });
        await Eventually.TrueAsync(async () => (int)(await api.RunAsync(run))["step"]! > 0, Limit, () => "The training did not begin.");
        return run;
    }
}
