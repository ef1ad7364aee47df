namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>SIGKILL to the Engine that trains.</summary>
internal sealed class KilledEngine : IFault
{
    public string Name => "killed-engine";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(1, FaultLab.Steps * 3 / 4);
        await lab.ReachAsync(run, step);
        await HostCommand.SignalAsync(lab.TrainingEngine(), "KILL");
        return $"step {step}";
    }
}
