using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Models;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Models;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Runs;

/// <summary>From what a person asks to a queued run: checked, measured on this host, its budget fixed as steps.</summary>
public sealed class RunQueue(
    IDbContextFactory<StudioDb> databases, FamilyCatalog families, RunPlans plans, JobTable jobs, RunOutlook outlook, Quotas quotas, TimeProvider clock)
{
    /// <summary>Checks and measures without queueing anything.</summary>
    /// <exception cref="RecipeException">Codes <c>recipe.*</c>.</exception>
    /// <exception cref="RefusedException">The viewer may not train, or may not see the dataset.</exception>
    public async Task<RunEstimate> EstimateAsync(Viewer viewer, RunAsk ask, CancellationToken cancel)
    {
        var (family, version) = await CheckAsync(viewer, ask, cancel);
        return await EstimateAsync(family, version, ask, cancel);
    }

    /// <summary>Queues a run.</summary>
    /// <exception cref="RecipeException">Codes <c>recipe.*</c>.</exception>
    /// <exception cref="RefusedException">The viewer may not train, or may not see the dataset.</exception>
    /// <exception cref="StorageException"><c>quota.trainings.conflict</c>: as many as one person may have wait already.</exception>
    public async Task<QueuedRun> QueueAsync(Viewer viewer, RunAsk ask, CancellationToken cancel)
    {
        var (family, version) = await CheckAsync(viewer, ask, cancel);
        await quotas.RefuseTrainingAsync(viewer, cancel);
        var estimate = await EstimateAsync(family, version, ask, cancel);
        var now = clock.GetUtcNow();
        var run = new Run
        {
            Id = Guid.CreateVersion7(now),
            Name = string.IsNullOrWhiteSpace(ask.Name) ? $"{version.Dataset!.Name} · {family.Title.In(CultureInfo.CurrentUICulture)}" : ask.Name.Trim(),
            OwnerId = viewer.PersonId,
            Visibility = version.Dataset!.Visibility,
            DatasetVersionId = version.Id,
            FamilyId = family.Id,
            Preset = ask.Preset,
            Settings = estimate.Settings.ToJsonString(),
            Seed = ask.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            BudgetMinutes = ask.Steps is null ? MinutesOf(family, ask) : null,
            Steps = estimate.Steps,
            SecondsPerStep = estimate.SecondsPerStep,
            Parameters = estimate.Parameters,
            Form = JsonSerializer.Serialize(estimate.Form),
            CreatedAt = now,
        };
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Runs.Add(run);
        var job = jobs.Add(db, JobKind.Train, run.Id, viewer.PersonId, "{}");
        await db.SaveChangesAsync(cancel);
        jobs.Announce(job.Id);
        return new QueuedRun(run.Id, estimate);
    }

    private async Task<(FamilyDescriptor Family, DatasetVersion Version)> CheckAsync(Viewer viewer, RunAsk ask, CancellationToken cancel)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotAllowed();
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await db.DatasetVersions.AsNoTracking()
            .Include(v => v.Dataset)
            .Where(v => v.Id == ask.DatasetVersionId && db.Datasets.VisibleTo(viewer).NotTrashed().Any(d => d.Id == v.DatasetId))
            .SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        var family = families.Get(ask.FamilyId);
        RecipeCheck.Fits(family, version, ask);
        return (family, version);
    }

    private async Task<RunEstimate> EstimateAsync(FamilyDescriptor family, DatasetVersion version, RunAsk ask, CancellationToken cancel)
    {
        var settings = RecipeCheck.Settings(family, ask);
        var cost = await plans.ForeseeAsync(family.Id, settings, version.Summarise(version.Dataset!.Modality), cancel);
        var steps = ask.Steps ?? Math.Max(1, (int)Math.Min(RecipeCheck.MostSteps, MinutesOf(family, ask) * 60 / cost.SecondsPerStep));
        var seconds = steps * cost.SecondsPerStep;
        var ahead = (await outlook.LookAsync(cancel)).SecondsUntilFree;
        return new RunEstimate(
            settings,
            cost.Plan.Form,
            steps,
            cost.SecondsPerStep,
            seconds,
            cost.Plan.MemoryBytes,
            cost.Plan.Parameters,
            cost.Plan.ExamplesPerStep,
            clock.GetUtcNow().AddSeconds(ahead + seconds),
            cost.PastRuns,
            cost.Warning);
    }

    private static double MinutesOf(FamilyDescriptor family, RunAsk ask) =>
        ask.Minutes ?? family.Presets.Single(p => p.Id == ask.Preset).Minutes;
}
