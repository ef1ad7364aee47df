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
    /// <summary>Does the night's work if it is due.</summary>
    /// <returns>The clean-up that was queued, or null.</returns>
    public async Task<Guid?> LookAsync(CancellationToken cancel)
    {
        var found = await rules.GetAsync(cancel);
        var now = clock.GetLocalNow();
        var begins = Nights.Latest(now);
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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Nights.WatchAsync(
        clock, LookAsync, fault => log.LogWarning(fault, "The night's work could not be done; what is left waits for the next look"), stoppingToken);
}
