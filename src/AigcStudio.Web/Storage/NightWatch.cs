using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Storage;

/// <summary>
/// Once a night, from three o'clock of the studio's own clock, queues what the retention rules ask for. A studio that slept through the night
/// makes up for it when it wakes.
/// </summary>
public sealed class NightWatch(HousekeepingRules rules, CleanUps cleanUps, People people, TimeProvider clock, ILogger<NightWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Begins = TimeSpan.FromHours(3);

    /// <summary>Does the night's work if it is due.</summary>
    /// <returns>The clean-up that was queued, or null.</returns>
    public async Task<Guid?> LookAsync(CancellationToken cancel)
    {
        var found = await rules.GetAsync(cancel);
        var now = clock.GetLocalNow();
        var begins = Latest(now);
        if (HousekeepingRules.NightOf(found) is not { } ask || found.NightAt >= begins || !await rules.TakeNightAsync(begins, now, cancel))
        {
            return null;
        }

        var host = await people.HostAsync(cancel);
        try
        {
            return await cleanUps.QueueAsync(new Viewer(host.PersonId, Role.Admin), ask, nightly: true, cancel);
        }
        catch (StorageException busy)
        {
            // Somebody cleans at this very moment: what is left waits for the next night.
            log.LogInformation("The night's clean-up was left out: {Refusal}", busy.Message);
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A full disk, say: what the night leaves undone is no reason for the studio to stop.
                log.LogWarning(fault, "The night's work could not be done; what is left waits for the next look");
            }
        }
    }

    /// <summary>When the night of this moment, or the last one before it, began.</summary>
    internal static DateTimeOffset Latest(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.Date, now.Offset) + Begins;
        return today <= now ? today : today.AddDays(-1);
    }
}
