using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Models;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Runs;

/// <summary>
/// A minute after a first start, when nothing waits: measures what each family's Quick, Good and Best cost on this host with the
/// data that is there, so that their clocks answer at once when somebody comes to train. What is known is not measured again.
/// </summary>
internal sealed class HostBenchmark(
    IDbContextFactory<StudioDb> databases, TrainableVersions versions, FamilyCatalog families, RunPlans plans,
    TimeProvider clock, ILogger<HostBenchmark> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);
    private static readonly Viewer House = new(Guid.Empty, Role.Admin);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await QuietAsync(stoppingToken);
            var measured = await MeasureAsync(stoppingToken);
            if (measured > 0)
            {
                log.LogInformation("Measured {Count} recipes on this host; their clocks are known.", measured);
            }
        }
        catch (StudioException refusal)
        {
            // Without an Engine there is no clock yet; the form says so when it asks itself.
            log.LogWarning("The host could not be measured: {Code}", refusal.Code);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // Clocks that are not known yet are measured when somebody asks for them; the studio goes on.
            log.LogWarning(fault, "The host could not be measured");
        }
    }

    private async Task QuietAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await using var db = await databases.CreateDbContextAsync(stopping);
            if (await db.Datasets.AnyAsync(stopping) && await db.Jobs.AllAsync(j => JobMove.Endings.Contains(j.State), stopping))
            {
                return;
            }
        }
    }

    private async Task<int> MeasureAsync(CancellationToken stopping)
    {
        var since = clock.GetTimestamp();
        var measured = 0;
        foreach (var (family, version, preset) in await OpenAsync(stopping))
        {
            if (clock.GetElapsedTime(since) > Enough)
            {
                break;
            }

            var settings = SettingsCheck.Complete(family, preset.Settings);
            if (!await plans.KnowsAsync(family.Id, settings, version, stopping))
            {
                await plans.ForeseeAsync(family.Id, settings, version, stopping);
                measured++;
            }
        }

        return measured;
    }

    // The newest data of each kind, small presets before large ones: what people try first is known first.
    private async Task<IReadOnlyList<(FamilyDescriptor Family, DatasetSummary Version, FamilyPreset Preset)>> OpenAsync(CancellationToken stopping)
    {
        var newest = (await versions.ListAsync(House, stopping)).DistinctBy(v => (v.Modality, v.Pairs)).ToList();
        await using var db = await databases.CreateDbContextAsync(stopping);
        var open = new List<(FamilyDescriptor, DatasetSummary, FamilyPreset)>();
        foreach (var each in newest)
        {
            var version = await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == each.VersionId, stopping);
            open.AddRange(
                from family in families.For(each.Modality, each.Pairs, each.Count, each.Side)
                from preset in family.Presets
                select (family, version.Summarise(each.Modality), preset));
        }

        return [.. open.OrderBy(o => o.Item3.Minutes)];
    }
}
