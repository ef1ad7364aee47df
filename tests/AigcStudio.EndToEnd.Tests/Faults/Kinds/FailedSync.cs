namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>Flushes to the disk fail with EIO, once or for a while: whatever was kept before is kept.</summary>
internal sealed class FailedSync : IFault
{
    public string Name => "failed-sync";

    public bool MayFailTheRun => true;

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, when, seconds) = (chance.Next(1, FaultLab.Steps / 3), chance.Next(2) == 0 ? "1" : "1+", 1 + chance.Next(3));
        await lab.ReachAsync(run, step);
        await using (await Strace.AttachAsync(lab.Studio.Id, "fsync,fdatasync", $"error=EIO:when={when}"))
        {
            await HostCommand.HoldAsync(TimeSpan.FromSeconds(seconds));
        }

        return $"step {step}, fsync {when} for {seconds} s";
    }
}
