namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>The studio is stopped past its own lease and goes on: what it held is another's by then, and its writes are refused.</summary>
internal sealed class PausedStudio : IFault
{
    public string Name => "paused-studio";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, seconds) = (chance.Next(1, FaultLab.Steps / 2), FaultLab.LeaseSeconds + chance.Next(1, 4));
        await lab.ReachAsync(run, step);
        await HostCommand.SignalAsync(lab.Studio.Id, "STOP");
        await HostCommand.HoldAsync(TimeSpan.FromSeconds(seconds));
        await HostCommand.SignalAsync(lab.Studio.Id, "CONT");
        return $"step {step}, {seconds} s";
    }
}
