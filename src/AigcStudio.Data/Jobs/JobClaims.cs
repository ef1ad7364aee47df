using System.Linq.Expressions;
using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>The workers' side of the jobs. Every write carries the fencing token of its claim: an old one changes nothing.</summary>
public sealed class JobClaims(IDbContextFactory<StudioDb> databases, JobMover mover, TimeProvider clock)
{
    /// <summary>Deaths without anything left behind after which a job is quarantined.</summary>
    public const int PoisonousDeaths = 3;

    /// <summary>Takes the job whose turn it is, by rank and then by fair turns between people.</summary>
    /// <returns>The job as claimed, or null where nothing waits.</returns>
    public async Task<Job?> ClaimNextAsync(IReadOnlyCollection<JobKind> kinds, string worker, CancellationToken cancel)
    {
        while (true)
        {
            var queue = await WaitingAsync(kinds, cancel);
            if (queue.Count == 0)
            {
                return null;
            }

            if (await ClaimAsync(queue[0].Id, worker, cancel) is { } job)
            {
                return job;
            }
        }
    }

    /// <summary>Takes one job: of many who try at once, one succeeds.</summary>
    public Task<Job?> ClaimAsync(Guid jobId, string worker, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return mover.MakeAsync(
            jobId,
            JobMove.Claim,
            _ => true,
            row => row
                .SetProperty(j => j.Attempt, j => j.Attempt + 1)
                .SetProperty(j => j.FencingToken, j => j.FencingToken + 1)
                .SetProperty(j => j.Heartbeat, j => j.Heartbeat + 1)
                .SetProperty(j => j.Worker, worker)
                .SetProperty(j => j.StartedAt, now)
                .SetProperty(j => j.AskedAt, (DateTimeOffset?)null)
                .SetProperty(j => j.EndedAt, (DateTimeOffset?)null),
            cancel);
    }

    /// <summary>What waits, in the order in which it will be taken.</summary>
    public async Task<IReadOnlyList<WaitingJob>> WaitingAsync(IReadOnlyCollection<JobKind> kinds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = await db.Jobs
            .Where(j => j.State == JobState.Queued && kinds.Contains(j.Kind))
            .Select(j => new WaitingJob(j.Id, j.OwnerId, j.Rank, j.CreatedAt))
            .ToListAsync(cancel);
        if (waiting.Count < 2)
        {
            return waiting;
        }

        var served = await db.Jobs
            .Where(j => j.StartedAt != null && kinds.Contains(j.Kind))
            .GroupBy(j => j.OwnerId)
            .Select(g => new { Owner = g.Key, At = g.Max(j => j.StartedAt) })
            .ToDictionaryAsync(g => g.Owner, g => g.At ?? default, cancel);
        return FairTurns.Order(waiting, served);
    }

    /// <summary>How many wait, by kind; a kind of which none waits is left out.</summary>
    public async Task<IReadOnlyDictionary<JobKind, int>> CountWaitingAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Jobs
            .Where(j => j.State == JobState.Queued)
            .GroupBy(j => j.Kind)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
    }

    /// <summary>What workers hold, or held before they died.</summary>
    public async Task<IReadOnlyList<HeldJob>> HeldAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Jobs
            .Where(j => JobMove.Held.Contains(j.State))
            .Select(j => new HeldJob(j.Id, j.FencingToken, j.Heartbeat, j.Worker))
            .ToListAsync(cancel);
    }

    /// <summary>Says that the worker lives, and hears what is asked of it.</summary>
    /// <returns>Where the job stands; null where the lease is lost.</returns>
    public async Task<JobState?> BeatAsync(Guid jobId, long fencingToken, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Mine(db, jobId, fencingToken).ExecuteUpdateAsync(row => row.SetProperty(j => j.Heartbeat, j => j.Heartbeat + 1), cancel);
        return await AskedAsync(jobId, fencingToken, cancel);
    }

    /// <summary>What is asked of the worker, without the beat.</summary>
    public async Task<JobState?> AskedAsync(Guid jobId, long fencingToken, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Mine(db, jobId, fencingToken).Select(j => (JobState?)j.State).SingleOrDefaultAsync(cancel);
    }

    public async Task ReportAsync(Guid jobId, long fencingToken, JobProgress progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Mine(db, jobId, fencingToken).ExecuteUpdateAsync(
            row => row
                .SetProperty(j => j.Phase, progress.Phase)
                .SetProperty(j => j.Done, progress.Done)
                .SetProperty(j => j.Total, progress.Total),
            cancel);
    }

    /// <summary>Forgives earlier deaths: the job has left something behind from which the next attempt goes on.</summary>
    public async Task ForgiveAsync(Guid jobId, long fencingToken, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Mine(db, jobId, fencingToken).Where(j => j.Deaths > 0).ExecuteUpdateAsync(row => row.SetProperty(j => j.Deaths, 0), cancel);
    }

    /// <summary>Makes one of the worker's own moves.</summary>
    /// <returns>False where the lease was lost, or the job asked elsewhere meanwhile.</returns>
    public async Task<bool> EndAsync(Guid jobId, long fencingToken, JobMove move, Said? failure, CancellationToken cancel)
    {
        DateTimeOffset? ended = JobMove.Endings.Contains(move.To) ? clock.GetUtcNow() : null;
        return await mover.MakeAsync(
            jobId,
            move,
            j => j.FencingToken == fencingToken,
            row => row
                .SetProperty(j => j.Worker, (string?)null)
                .SetProperty(j => j.Failure, failure)
                .SetProperty(j => j.EndedAt, ended),
            cancel) is not null;
    }

    /// <summary>Takes a job from a worker that died: back in the queue, or where it was asked to go, or quarantined.</summary>
    /// <param name="cause">Why it died, shown where this was once too often.</param>
    public async Task LoseAsync(Guid jobId, long fencingToken, Said cause, CancellationToken cancel)
    {
        // One of them succeeds: each asks for another state or number of deaths.
        _ = await LostAsync(JobMove.Quarantine, j => j.FencingToken == fencingToken && j.Deaths + 1 >= PoisonousDeaths)
            ?? await LostAsync(JobMove.GiveBack, j => j.FencingToken == fencingToken)
            ?? await LostAsync(JobMove.Park, j => j.FencingToken == fencingToken && j.State == JobState.Pausing)
            ?? await LostAsync(JobMove.Stop, j => j.FencingToken == fencingToken && j.State == JobState.Cancelling);

        Task<Job?> LostAsync(JobMove move, Expression<Func<Job, bool>> allowed)
        {
            DateTimeOffset? ended = JobMove.Endings.Contains(move.To) ? clock.GetUtcNow() : null;
            var failure = move == JobMove.Quarantine ? cause : null;
            return mover.MakeAsync(
                jobId,
                move,
                allowed,
                row => row
                    .SetProperty(j => j.Deaths, j => j.Deaths + 1)
                    .SetProperty(j => j.FencingToken, j => j.FencingToken + 1)
                    .SetProperty(j => j.Worker, (string?)null)
                    .SetProperty(j => j.Failure, failure)
                    .SetProperty(j => j.EndedAt, ended),
                cancel,
                (db, job) => JobNews.LostAsync(db, job, clock.GetUtcNow(), cancel));
        }
    }

    /// <summary>Whether the claim still holds, asked inside the transaction of a write on its behalf.</summary>
    /// <exception cref="OperationCanceledException">The lease is lost: another worker writes for this job now.</exception>
    public static async Task RequireAsync(StudioDb db, Guid jobId, long fencingToken, CancellationToken cancel)
    {
        if (!await Mine(db, jobId, fencingToken).AnyAsync(cancel))
        {
            throw new OperationCanceledException("The lease of the job is lost.");
        }
    }

    private static IQueryable<Job> Mine(StudioDb db, Guid jobId, long fencingToken) =>
        db.Jobs.Where(j => j.Id == jobId && j.FencingToken == fencingToken && JobMove.Held.Contains(j.State));
}
