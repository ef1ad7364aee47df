using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>
/// The people's side of the jobs: put one in, ask it to pause, resume or stop. Whoever calls has checked the right to.
/// The workers' side is <see cref="JobClaims"/>.
/// </summary>
public sealed class JobTable(IDbContextFactory<StudioDb> databases, JobMover mover, JobBell bell, TimeProvider clock)
{
    /// <summary>Puts a job in the queue.</summary>
    /// <param name="payload">What its handler needs beyond the subject, JSON.</param>
    public async Task<Guid> EnqueueAsync(JobKind kind, Guid subjectId, Guid ownerId, string payload, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var job = Add(db, kind, subjectId, ownerId, payload);
        await db.SaveChangesAsync(cancel);
        bell.Ring(job.Id);
        return job.Id;
    }

    /// <summary>
    /// Adds a job to a context whose owner saves it together with its subject, and then calls <see cref="Announce"/>.
    /// </summary>
    public Job Add(StudioDb db, JobKind kind, Guid subjectId, Guid ownerId, string payload)
    {
        var now = clock.GetUtcNow();
        var job = new Job
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            SubjectId = subjectId,
            OwnerId = ownerId,
            Payload = payload,
            CreatedAt = now,
        };
        db.Jobs.Add(job);
        return job;
    }

    /// <summary>Says that a job was added; without it the dispatcher finds the job at its next round.</summary>
    public void Announce(Guid jobId) => bell.Ring(jobId);

    /// <summary>Asks for a pause; a job that no worker holds is held at once. Of running jobs only trainings can pause.</summary>
    /// <returns>Where the job stands now.</returns>
    public Task<JobState> PauseAsync(Guid jobId, CancellationToken cancel) => AskAsync(jobId, [JobMove.Hold, JobMove.AskPause], cancel);

    public Task<JobState> ResumeAsync(Guid jobId, CancellationToken cancel) => AskAsync(jobId, [JobMove.Resume], cancel);

    /// <summary>Stops a job for good, whether or not a worker is alive.</summary>
    public Task<JobState> CancelAsync(Guid jobId, CancellationToken cancel) => AskAsync(jobId, [JobMove.Drop, JobMove.AskCancel], cancel);

    /// <summary>Puts a waiting job before all others.</summary>
    /// <returns>The rank that it had; null where it does not wait.</returns>
    public async Task<int?> MoveToFrontAsync(Guid jobId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var waiting = db.Jobs.Where(j => j.State == JobState.Queued);
        var before = await waiting.Where(j => j.Id == jobId).Select(j => (int?)j.Rank).SingleOrDefaultAsync(cancel);
        if (before is not null)
        {
            var first = await waiting.MinAsync(j => j.Rank, cancel);
            await waiting.Where(j => j.Id == jobId).ExecuteUpdateAsync(row => row.SetProperty(j => j.Rank, first - 1), cancel);
            await transaction.CommitAsync(cancel);
            bell.Ring(jobId);
        }

        return before;
    }

    /// <summary>Gives a waiting job a rank: how a move to the front is taken back.</summary>
    /// <returns>False where it does not wait any more.</returns>
    public async Task<bool> RankAsync(Guid jobId, int rank, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moved = await db.Jobs
            .Where(j => j.Id == jobId && j.State == JobState.Queued)
            .ExecuteUpdateAsync(row => row.SetProperty(j => j.Rank, rank), cancel);
        bell.Ring(jobId);
        return moved > 0;
    }

    /// <summary>A new job for the subject of one that ended badly; the subject follows it as it follows every job.</summary>
    /// <returns>Null where the job is not over, went well, or is not the newest of its subject.</returns>
    public async Task<Guid?> RetryAsync(Guid jobId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ended = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(
            j => j.Id == jobId && (j.State == JobState.Failed || j.State == JobState.Cancelled || j.State == JobState.Quarantined)
                && !db.Jobs.Any(later => later.SubjectId == j.SubjectId && later.Id.CompareTo(j.Id) > 0),
            cancel);
        if (ended is null)
        {
            return null;
        }

        var again = Add(db, ended.Kind, ended.SubjectId, ended.OwnerId, ended.Payload);
        await db.SaveChangesAsync(cancel);
        await mover.TellAsync(db, again, cancel);
        await transaction.CommitAsync(cancel);
        bell.Ring(again.Id);
        return again.Id;
    }

    /// <summary>The newest job of a subject, or null.</summary>
    public async Task<Job?> LatestOfAsync(Guid subjectId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking().Where(j => j.SubjectId == subjectId).OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<JobState> AskAsync(Guid jobId, JobMove[] moves, CancellationToken cancel)
    {
        foreach (var move in moves)
        {
            var now = clock.GetUtcNow();
            DateTimeOffset? ended = JobMove.Endings.Contains(move.To) ? now : null;
            DateTimeOffset? asked = JobMove.Held.Contains(move.To) ? now : null;
            if (await mover.MakeAsync(
                jobId,
                move,
                j => move != JobMove.AskPause || j.Kind == JobKind.Train,
                row => row
                    .SetProperty(j => j.EndedAt, ended)
                    .SetProperty(j => j.AskedAt, asked)
                    .SetProperty(j => j.Failure, (Core.Said?)null),
                cancel) is { } job)
            {
                return job.State;
            }
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Jobs.Where(j => j.Id == jobId).Select(j => (JobState?)j.State).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
    }
}
