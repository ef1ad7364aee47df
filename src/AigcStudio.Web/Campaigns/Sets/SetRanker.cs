using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>Ranks sets as long as the studio runs, as soon as all is there that their order needs; also those that a stop cut short.</summary>
internal sealed class SetRanker(SetRanking ranking, JobBell bell, TimeProvider clock, ILogger<SetRanker> log) : BackgroundService
{
    private static readonly TimeSpan WhileWaiting = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ear = new BellEar(bell);

        // What starts with the host comes before what can wait.
        await Task.Yield();
        while (true)
        {
            if (await RankAsync(stoppingToken))
            {
                await Task.Delay(WhileWaiting, clock, stoppingToken);
            }
            else
            {
                await ear.WaitAsync(Pace, stoppingToken);
            }
        }
    }

    /// <returns>Whether there is more to wait for.</returns>
    private async Task<bool> RankAsync(CancellationToken cancel)
    {
        try
        {
            var waiting = await ranking.WaitingAsync(cancel);
            foreach (var (id, _) in waiting.Where(w => w.Ready))
            {
                await TryAsync(id, cancel);
            }

            return waiting.Any(w => !w.Ready);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogWarning(fault, "Nobody knows which sets wait to be ranked.");
            return false;
        }
    }

    private async Task TryAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            await ranking.RankAsync(id, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // It is tried again at the next bell, and the other sets do not wait for it.
            log.LogWarning(fault, "Set {Set} could not be ranked.", id);
        }
    }
}
