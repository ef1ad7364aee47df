using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>Clean-ups: looked at before they happen, asked for, and remembered.</summary>
public sealed class CleanUps
{
    private const int MostDays = 3650;

    private readonly IDbContextFactory<StudioDb> _databases;
    private readonly CleanPlanner _planner;
    private readonly JobTable _jobs;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal CleanUps(IDbContextFactory<StudioDb> databases, CleanPlanner planner, JobTable jobs, AuditLog audit, TimeProvider clock) =>
        (_databases, _planner, _jobs, _audit, _clock) = (databases, planner, jobs, audit, clock);

    /// <summary>What would go and what must stay, as things stand; nothing is touched.</summary>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="StorageException"><c>storage.nothingChosen</c>, <c>storage.days(most)</c>.</exception>
    public Task<CleanPlan> PreviewAsync(Viewer viewer, CleanAsk ask, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        Check(ask);
        return _planner.PlanAsync(ask, cancel);
    }

    /// <summary>Queues a clean-up; it looks again at what may go when its turn comes.</summary>
    /// <param name="nightly">True where the retention rules ask.</param>
    /// <returns>The id of the clean-up; that of its job is found by it.</returns>
    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    /// <exception cref="StorageException">
    /// <c>storage.nothingChosen</c>, <c>storage.days(most)</c>, <c>storage.cleaning.busy</c>: another one waits or works.
    /// </exception>
    public async Task<Guid> QueueAsync(Viewer viewer, CleanAsk ask, bool nightly, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        Check(ask);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Jobs.AnyAsync(j => j.Kind == JobKind.Clean && !JobMove.Endings.Contains(j.State), cancel))
        {
            throw new StorageException("storage.cleaning.busy");
        }

        var now = _clock.GetUtcNow();
        var row = new CleanUp { Id = Guid.CreateVersion7(now), AskedById = viewer.PersonId, Nightly = nightly, Ask = ask.ToJson(), At = now };
        db.Add(row);
        var job = _jobs.Add(db, JobKind.Clean, row.Id, viewer.PersonId, row.Ask);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        _jobs.Announce(job.Id);
        await _audit.WriteAsync(
            nightly ? null : viewer.PersonId,
            "storage.cleaned",
            $"cleanUp:{row.Id}",
            string.Create(CultureInfo.InvariantCulture, $"{ask.Parts} trash:{ask.TrashDays}d uploads:{ask.UploadDays}d"),
            cancel);
        return row.Id;
    }

    /// <summary>Newest first, with the state of each one's job.</summary>
    public async Task<IReadOnlyList<CleanUpView>> ListAsync(Viewer viewer, int take, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await (
            from row in db.Set<CleanUp>().OrderByDescending(c => c.Id).Take(take)
            let job = db.Jobs.Where(j => j.SubjectId == row.Id).OrderByDescending(j => j.Id).FirstOrDefault()
            select new CleanUpView(
                row.Id,
                row.At,
                row.EndedAt,
                row.Nightly,
                db.Users.Where(p => p.Id == row.AskedById).Select(p => p.DisplayName).FirstOrDefault() ?? "",
                row.Removed,
                row.Bytes,
                job == null ? null : job.Id,
                job == null ? null : job.State,
                job == null ? 0 : job.Done,
                job == null ? 0 : job.Total)).ToListAsync(cancel);
    }

    private static void Check(CleanAsk ask)
    {
        if (ask.Parts == CleanPart.None)
        {
            throw new StorageException("storage.nothingChosen");
        }

        if (ask.TrashDays is < 0 or > MostDays || ask.UploadDays is < 0 or > MostDays)
        {
            throw new StorageException("storage.days", MostDays);
        }
    }
}

/// <param name="JobId">Of its newest job.</param>
public sealed record CleanUpView(
    Guid Id, DateTimeOffset At, DateTimeOffset? EndedAt, bool Nightly, string AskedBy, int Removed, long Bytes, Guid? JobId, JobState? State, long Done, long Total);
