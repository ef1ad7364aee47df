namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>Another process keeps the write lock of the database for three seconds: nobody gets an error, and no write is lost.</summary>
internal sealed class BusyDatabase : IFault
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(3);

    public string Name => "busy-database";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var step = chance.Next(1, FaultLab.Steps / 2);
        await lab.ReachAsync(run, step);
        Task<Guid>[] asked;
        await using (var db = lab.Store.Open())
        {
            await using var lockTaken = db.BeginTransaction(deferred: false);
            asked = [.. Enumerable.Range(0, 5).Select(i => lab.Api.DraftAsync($"Busy {i}"))];
            await HostCommand.HoldAsync(Held);
        }

        foreach (var draft in asked)
        {
            await lab.Api.GetAsync($"/api/datasets/{await draft}");
        }

        return $"step {step}, {Held.TotalSeconds} s";
    }
}
