using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace AigcStudio.Data.Jobs;

/// <summary>Makes a move: one conditional <c>UPDATE</c>, its follower's, and the bell. Who loses the race changes nothing.</summary>
public sealed class JobMover(IDbContextFactory<StudioDb> databases, JobBell bell, IEnumerable<IJobFollower> followers)
{
    private readonly ILookup<Core.Jobs.JobKind, IJobFollower> _followers = followers.ToLookup(f => f.Kind);

    /// <param name="allowed">What must hold beside the move's own states, for example the fencing token.</param>
    /// <param name="setters">What changes beside the state.</param>
    /// <param name="also">What else happens in the same transaction; null for nothing.</param>
    /// <returns>The job after the move, or null where it stood elsewhere.</returns>
    public async Task<Job?> MakeAsync(
        Guid jobId,
        JobMove move,
        Expression<Func<Job, bool>> allowed,
        Action<UpdateSettersBuilder<Job>> setters,
        CancellationToken cancel,
        Func<StudioDb, Job, Task>? also = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var moved = await db.Jobs
            .Where(j => j.Id == jobId && move.From.Contains(j.State))
            .Where(allowed)
            .ExecuteUpdateAsync(
                row =>
                {
                    row.SetProperty(j => j.State, move.To);
                    setters(row);
                },
                cancel);
        if (moved == 0)
        {
            return null;
        }

        var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, cancel);
        await TellAsync(db, job, cancel);
        await (also?.Invoke(db, job) ?? Task.CompletedTask);
        await transaction.CommitAsync(cancel);
        bell.Ring(jobId);
        return job;
    }

    /// <summary>Lets what follows a job's state follow it, in the caller's transaction.</summary>
    internal async Task TellAsync(StudioDb db, Job job, CancellationToken cancel)
    {
        foreach (var follower in _followers[job.Kind])
        {
            await follower.FollowAsync(db, job, cancel);
        }
    }
}
