using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>Reads of jobs: an administrator sees all, everyone else their own.</summary>
public sealed class JobReader(IDbContextFactory<StudioDb> databases)
{
    private const string Escape = "!";

    /// <summary>Newest first.</summary>
    /// <param name="take">1 to 200.</param>
    public async Task<Page<JobCard>> ListAsync(Viewer viewer, JobFilter filter, string? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, 200);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var jobs = Filtered(db, viewer, filter);
        if (Guid.TryParse(after, out var last))
        {
            jobs = jobs.Where(j => j.Id.CompareTo(last) < 0);
        }

        var cards = await Cards(db, jobs.OrderByDescending(j => j.Id).Take(take + 1)).ToListAsync(cancel);
        List<JobCard> items = [.. cards.OrderByDescending(c => c.Id).Take(take)];
        return new Page<JobCard>(items, cards.Count > take ? items[^1].Id.ToString() : null);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<JobCard> GetAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Cards(db, Seen(db, viewer).Where(j => j.Id == jobId)).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
    }

    /// <summary>Of the jobs that the viewer sees.</summary>
    /// <param name="failedSince">From when on failures count.</param>
    public async Task<JobCounts> CountAsync(Viewer viewer, DateTimeOffset failedSince, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var jobs = Seen(db, viewer);
        return new JobCounts(
            await jobs.CountAsync(j => j.State == JobState.Queued, cancel),
            await jobs.CountAsync(j => JobMove.Held.Contains(j.State), cancel),
            await jobs.CountAsync(j => (j.State == JobState.Failed || j.State == JobState.Quarantined) && j.EndedAt >= failedSince, cancel));
    }

    private static IQueryable<Job> Seen(StudioDb db, Viewer viewer) =>
        viewer.IsAdmin ? db.Jobs.AsNoTracking() : db.Jobs.AsNoTracking().Where(j => j.OwnerId == viewer.PersonId);

    internal static IQueryable<Job> Filtered(StudioDb db, Viewer viewer, JobFilter filter)
    {
        var jobs = Seen(db, viewer);
        jobs = filter.Active switch
        {
            true => jobs.Where(j => JobMove.Open.Contains(j.State)),
            false => jobs.Where(j => JobMove.Endings.Contains(j.State)),
            null => jobs,
        };
        jobs = filter.State is { } state ? jobs.Where(j => j.State == state) : jobs;
        jobs = filter.Kind is { } kind ? jobs.Where(j => j.Kind == kind) : jobs;
        jobs = filter.OwnerId is { } owner ? jobs.Where(j => j.OwnerId == owner) : jobs;
        jobs = filter.SubjectId is { } subject ? jobs.Where(j => j.SubjectId == subject) : jobs;
        jobs = filter.Since is { } since ? jobs.Where(j => j.CreatedAt >= since) : jobs;
        jobs = filter.Until is { } until ? jobs.Where(j => j.CreatedAt < until) : jobs;
        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return jobs;
        }

        var words = filter.Search.Trim();
        var part = $"%{words.Replace(Escape, Escape + Escape).Replace("%", Escape + "%").Replace("_", Escape + "_")}%";
        return Guid.TryParse(words, out var id)
            ? jobs.Where(j => j.Id == id || j.SubjectId == id)
            : jobs.Where(j => db.Users.Any(p => p.Id == j.OwnerId && EF.Functions.Like(p.DisplayName, part, Escape))
                || db.Runs.Any(r => r.Id == j.SubjectId && EF.Functions.Like(r.Name, part, Escape))
                || db.Generations.Any(g => g.Id == j.SubjectId && db.Runs.Any(r => r.Id == g.RunId && EF.Functions.Like(r.Name, part, Escape)))
                || db.Evaluations.Any(e => e.Id == j.SubjectId && EF.Functions.Like(e.Model!.Name, part, Escape))
                || db.DatasetVersions.Any(v => v.Id == j.SubjectId && EF.Functions.Like(v.Dataset!.Name, part, Escape)));
    }

    private static IQueryable<JobCard> Cards(StudioDb db, IQueryable<Job> jobs) =>
        from job in jobs
        select new JobCard(
            job.Id,
            job.Kind,
            job.State,
            job.SubjectId,
            job.Kind == JobKind.Train
                ? db.Runs.Where(r => r.Id == job.SubjectId).Select(r => r.Name).FirstOrDefault() ?? ""
                : job.Kind == JobKind.Import
                    ? db.DatasetVersions.Where(v => v.Id == job.SubjectId).Select(v => v.Dataset!.Name).FirstOrDefault() ?? ""
                    : job.Kind == JobKind.Draw
                        ? db.Generations
                            .Where(g => g.Id == job.SubjectId)
                            .Select(g => db.Runs.Where(r => r.Id == g.RunId).Select(r => r.Name).FirstOrDefault())
                            .FirstOrDefault() ?? ""
                        : job.Kind == JobKind.Evaluate
                            ? db.Evaluations.Where(e => e.Id == job.SubjectId).Select(e => e.Model!.Name).FirstOrDefault() ?? ""
                            : "",
            job.OwnerId,
            db.Users.Where(p => p.Id == job.OwnerId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
            job.Attempt,
            job.Deaths,
            job.Worker,
            job.Phase,
            job.Done,
            job.Total,
            job.Failure,
            job.Rank,
            job.CreatedAt,
            job.StartedAt,
            job.EndedAt)
        {
            AskedAt = job.AskedAt,
        };
}
