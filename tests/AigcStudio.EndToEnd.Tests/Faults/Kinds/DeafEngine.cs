using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>An Engine that hangs and hears nothing, and a person who cancels: it is killed after its grace, and the slot is free.</summary>
internal sealed class DeafEngine : IFault
{
    // Beyond the grace: the lab shares two cores with whatever else the host does.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(FaultLab.GraceSeconds + 20);

    public string Name => "deaf-engine";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(1, FaultLab.Steps / 2);
        await lab.ReachAsync(run, step);
        var engine = lab.TrainingEngine();
        await HostCommand.SignalAsync(engine, "STOP");
        await lab.Api.PostAsync($"/api/runs/{run}/cancel");
        await lab.Api.WaitForRunAsync(run, Limit, "Cancelled", "Finished");
        await Eventually.TrueAsync(() => Task.FromResult(!HostProcesses.Lives(engine)), Limit, () => "The deaf Engine lives on.");
        return $"step {step}";
    }
}
