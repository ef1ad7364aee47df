using System.Text.Json;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Reads of runs. A run that the viewer may not see is answered like one that is missing.</summary>
public sealed class RunReader(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Newest first.</summary>
    /// <param name="take">1 to 200.</param>
    public async Task<Page<RunCard>> ListAsync(Viewer viewer, RunFilter filter, string? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, 200);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var runs = Filtered(db, viewer, filter);
        if (Guid.TryParse(after, out var last))
        {
            runs = runs.Where(r => r.Id.CompareTo(last) < 0);
        }

        var rows = await RunRow.Of(db, runs.OrderByDescending(r => r.Id).Take(take + 1)).ToListAsync(cancel);
        var items = rows.OrderByDescending(r => r.Run.Id).Take(take).Select(r => r.ToCard()).ToList();
        return new Page<RunCard>(items, rows.Count > take ? items[^1].Id.ToString() : null);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<RunDetail> GetAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await RunRow.Of(db, db.Runs.AsNoTracking().VisibleTo(viewer).Where(r => r.Id == runId)).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
        var run = row.Run;
        var job = await db.Jobs
            .Where(j => j.SubjectId == runId)
            .OrderByDescending(j => j.Id)
            .Select(j => new { j.Id, j.Attempt })
            .FirstOrDefaultAsync(cancel);
        var models = await db.Models.VisibleTo(viewer).NotTrashed().Where(m => m.RunId == runId).Select(m => m.Id).ToListAsync(cancel);
        return new RunDetail(
            row.ToCard(),
            run.Seed,
            run.Settings,
            run.BudgetMinutes,
            JsonSerializer.Deserialize<ExampleForm>(run.Form)!,
            run.Device,
            run.Parameters,
            run.SecondsPerStep,
            run.ResidentBytes,
            run.DeviceBytes,
            run.Failure,
            run.LastSequence,
            job?.Id,
            job?.Attempt ?? 0,
            models,
            viewer.IsAdmin || (viewer.CanCreate && run.OwnerId == viewer.PersonId),
            run.TrashedAt);
    }

    private static IQueryable<Run> Filtered(StudioDb db, Viewer viewer, RunFilter filter)
    {
        var runs = db.Runs.AsNoTracking().VisibleTo(viewer).Where(r => (r.TrashedAt != null) == filter.Trashed);
        runs = filter.Active is { } active ? runs.Where(r => RunFollower.Over.Contains(r.State) != active) : runs;
        runs = filter.State is { } state ? runs.Where(r => r.State == state) : runs;
        runs = filter.FamilyId is { } family ? runs.Where(r => r.FamilyId == family) : runs;
        runs = filter.Mine ? runs.Where(r => r.OwnerId == viewer.PersonId) : runs;
        runs = filter.DatasetId is { } dataset
            ? runs.Where(r => db.DatasetVersions.Any(v => v.Id == r.DatasetVersionId && v.DatasetId == dataset))
            : runs;
        return string.IsNullOrWhiteSpace(filter.Search)
            ? runs
            : runs.Where(r => r.Name.Contains(filter.Search.Trim())
                || db.DatasetVersions.Any(v => v.Id == r.DatasetVersionId && v.Dataset!.Name.Contains(filter.Search.Trim())));
    }
}
