using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Storage;

/// <summary>What each night does whatever is cleaned up: a backup, curves of old runs thinned, the audit log cut to its years.</summary>
public sealed class NightKeeping(
    NightBackup backup, HousekeepingRules rules, PointKeeping points, AuditLog audit, TimeProvider clock, ILogger<NightKeeping> log) : BackgroundService
{
    private DateTimeOffset _done;

    /// <summary>Does the night's work if it is due. The backup comes first: what the rest lets go is in it.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await backup.LookAsync(cancel);
        }
        catch (StorageException refusal)
        {
            log.LogWarning("The night's backup was not made: {Refusal}", refusal.Message);
        }

        var begins = Nights.Latest(clock.GetLocalNow());
        if (_done < begins)
        {
            var found = await rules.GetAsync(cancel);
            var now = clock.GetUtcNow();
            if ((found.PointDays ?? Housekeeping.UsualPointDays) is > 0 and var days)
            {
                await points.ThinAsync(now.AddDays(-days), cancel);
            }

            if ((found.AuditYears ?? Housekeeping.UsualAuditYears) is > 0 and var years)
            {
                await audit.CutAsync(now.AddYears(-years), cancel);
            }

            _done = now;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Nights.WatchAsync(
        clock, LookAsync, fault => log.LogWarning(fault, "The night's keeping could not be done; what is left waits for the next look"), stoppingToken);
}
