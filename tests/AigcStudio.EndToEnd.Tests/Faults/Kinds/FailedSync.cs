namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>
/// Flushes to the disk fail with EIO, once or for a while: the studio says so, and whatever was kept before is kept. Of its own log of writes SQLite
/// may keep silent, because it flushes that again before anything leans on it.
/// </summary>
internal sealed class FailedSync : IFault
{
    // As AtomicFile says it, and as SQLite does.
    private static readonly string[] Words = ["fsync of", "disk I/O error"];

    public string Name => "failed-sync";

    public bool MayFailTheRun => true;

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, when, seconds) = (chance.Next(1, FaultLab.Steps / 3), chance.Next(2) == 0 ? "1" : "1+", 1 + chance.Next(3));
        await lab.ReachAsync(run, step);
        var before = Said(lab);
        int files;
        await using (var strace = await Strace.AttachAsync(lab.Studio.Id, "fsync,fdatasync", $"error=EIO:when={when}"))
        {
            await HostCommand.HoldAsync(TimeSpan.FromSeconds(seconds));
            await strace.EndAsync();
            files = strace.Injected.Count(c => !c.Contains("/studio.db", StringComparison.Ordinal));
        }

        return (Said(lab) > before, files) switch
        {
            (true, _) => $"step {step}, fsync {when} for {seconds} s",
            (false, 0) => throw new FaultMissedException("Nothing was flushed meanwhile."),
            _ => throw new InvalidOperationException($"{files} flushes of files failed, and the studio said nothing."),
        };
    }

    private static int Said(FaultLab lab) => lab.Studio.Console.Split('\n').Count(line => Words.Any(w => line.Contains(w, StringComparison.Ordinal)));
}
