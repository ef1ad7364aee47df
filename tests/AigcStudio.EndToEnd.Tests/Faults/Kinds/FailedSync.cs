using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>
/// Flushes to the disk fail with EIO, once or for a while: the studio says so, and whatever was kept before is kept. Of its own log of writes SQLite
/// may keep silent, because it flushes that again before anything leans on it.
/// </summary>
internal sealed class FailedSync : IFault
{
    // As AtomicFile says it, and as SQLite does.
    private static readonly string[] OfFile = ["fsync of", "syncfs of"];
    private static readonly string[] OfDatabase = ["disk I/O error"];

    // Seconds in which a checkpoint that was asked for is kept, also where other work goes on.
    private const int Patience = 15;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public string Name => "failed-sync";

    public bool MayFailTheRun => true;

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, when, seconds) = (chance.Next(1, FaultLab.Steps / 3), chance.Next(2) == 0 ? "1" : "1+", 1 + chance.Next(3));
        await lab.ReachAsync(run, step);
        var (files, database) = (Said(lab, OfFile), Said(lab, OfDatabase));
        int struck;
        await using (var strace = await Strace.AttachAsync(lab.Studio.Id, "fsync,fdatasync,syncfs", $"error=EIO:when={when}"))
        {
            // Of itself a run of so few steps keeps files seldom; refused only where it has ended meanwhile.
            using var asked = await lab.Api.Client.PostAsync($"/api/runs/{run}/checkpoint", null);
            for (var held = 0; held < (asked.IsSuccessStatusCode && OfFiles(strace) == 0 ? Patience : seconds); held++)
            {
                await HostCommand.HoldAsync(TimeSpan.FromSeconds(1));
            }

            await strace.EndAsync();
            struck = OfFiles(strace);
        }

        if (struck > 0)
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(Said(lab, OfFile) > files), Limit, () => $"{struck} flushes of files failed, and the studio said nothing.");
        }
        else if (Said(lab, OfDatabase) == database)
        {
            throw new FaultMissedException("Nothing was flushed meanwhile.");
        }

        return $"step {step}, fsync {when} for {seconds} s, {struck} of files";
    }

    private static int OfFiles(Strace strace) => strace.Injected.Count(c => !c.Contains("/studio.db", StringComparison.Ordinal));

    private static int Said(FaultLab lab, string[] words) =>
        lab.Studio.Console.Split('\n').Count(line => words.Any(w => line.Contains(w, StringComparison.Ordinal)));
}
