using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>What kills left among the blobs, and the clean-up that finds it.</summary>
internal static class Leftovers
{
    // The clean-up leaves alone what was stored in the last minute, because its row may be on its way.
    private static readonly TimeSpan Older = TimeSpan.FromMinutes(5);

    /// <summary>Lets the leftovers grow old and asks for a clean-up.</summary>
    /// <returns>What is still unknown.</returns>
    public static async Task<IReadOnlyList<string>> CleanAsync(FaultLab lab)
    {
        foreach (var file in await Invariants.UnknownBlobsAsync(lab))
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) - Older);
        }

        await CleanUpAsync(lab, "Uploads");
        return await Invariants.UnknownBlobsAsync(lab);
    }

    /// <summary>Lets all but the last checkpoints of ended runs go: a small disk holds those of few runs.</summary>
    public static Task ThinAsync(FaultLab lab) => CleanUpAsync(lab, "Checkpoints");

    private static async Task CleanUpAsync(FaultLab lab, string part)
    {
        await lab.Api.PostAsync("/api/storage/clean-ups", new { parts = new[] { part } });
        await Eventually.TrueAsync(
            async () => (await lab.Api.GetAsync("/api/storage/clean-ups"))["items"]!.AsArray().All(c => c!["endedAt"] is not null),
            TimeSpan.FromMinutes(2), () => "The clean-up did not end.");
    }
}
