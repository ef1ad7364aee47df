namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>SIGKILL to the studio alone; its children must notice by themselves.</summary>
internal sealed class KilledStudio : IFault
{
    public string Name => "killed-studio";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(0, FaultLab.Steps * 3 / 4);
        await lab.ReachAsync(run, step);
        await lab.KillStudioAsync();
        return $"step {step}";
    }
}
