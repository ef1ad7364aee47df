namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>The Engine is stopped past the lease and goes on: nothing happened, for the studio beat for it.</summary>
internal sealed class PausedEngine : IFault
{
    public string Name => "paused-engine";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var (step, seconds) = (chance.Next(1, FaultLab.Steps / 2), FaultLab.LeaseSeconds + chance.Next(1, 3));
        await lab.ReachAsync(run, step);
        var engine = lab.TrainingEngine();
        var claims = await ClaimsAsync(lab, run);
        await HostCommand.SignalAsync(engine, "STOP");
        await HostCommand.HoldAsync(TimeSpan.FromSeconds(seconds));
        var after = await ClaimsAsync(lab, run);
        await HostCommand.SignalAsync(engine, "CONT");
        Assert.Equal(claims, after);
        return $"step {step}, {seconds} s";
    }

    // A job that is taken away and taken up again counts one more of each.
    private static async Task<string> ClaimsAsync(FaultLab lab, Guid run) =>
        Assert.Single(await lab.Store.RowsAsync("SELECT FencingToken, Attempt FROM Jobs WHERE SubjectId = $run", ("$run", StudioStore.Key(run))));
}
