using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Jobs;

/// <summary>What people do to jobs: their owner may pause, resume, cancel and retry, an administrator may do that to all and choose who goes first.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class JobActs(IDbContextFactory<StudioDb> databases, JobTable jobs, AuditLog audit)
{
    /// <summary>Asks a training to pause; other kinds have nothing to pause at and go on.</summary>
    /// <returns>Where the job stands now.</returns>
    public async Task<JobState> PauseAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        return await jobs.PauseAsync(jobId, cancel);
    }

    public async Task<JobState> ResumeAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        return await jobs.ResumeAsync(jobId, cancel);
    }

    /// <summary>Stops it for certain: a worker that does not answer in its grace time is killed.</summary>
    public async Task<JobState> CancelAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        var state = await jobs.CancelAsync(jobId, cancel);
        await audit.WriteAsync(viewer.PersonId, "job.cancelled", $"job:{jobId}", state.ToString(), cancel);
        return state;
    }

    /// <summary>Puts the work of a job that failed, was cancelled or killed its workers into the queue again, as a new job.</summary>
    /// <returns>The new job's id.</returns>
    /// <exception cref="JobException">
    /// <c>jobs.notOver.conflict</c>: it is not over, went well, or its work is taken up by a later job already.
    /// </exception>
    public async Task<Guid> RetryAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        var again = await jobs.RetryAsync(jobId, cancel) ?? throw new JobException("jobs.notOver.conflict");
        await audit.WriteAsync(viewer.PersonId, "job.retried", $"job:{jobId}", $"job:{again}", cancel);
        return again;
    }

    /// <summary>Puts a waiting job before all others, for an administrator.</summary>
    /// <returns>The rank that it had, with which <see cref="RankAsync"/> takes this back.</returns>
    /// <exception cref="JobException"><c>jobs.notWaiting.conflict</c>: it has begun, or is over.</exception>
    public async Task<int> MoveToFrontAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        viewer.MustBeAdmin();
        var before = await jobs.MoveToFrontAsync(jobId, cancel) ?? throw new JobException("jobs.notWaiting.conflict");
        await audit.WriteAsync(viewer.PersonId, "job.front", $"job:{jobId}", $"rank:{before}", cancel);
        return before;
    }

    /// <summary>Gives a waiting job a rank, for an administrator: lower goes first.</summary>
    /// <exception cref="JobException"><c>jobs.notWaiting.conflict</c>: it has begun, or is over.</exception>
    public async Task RankAsync(Viewer viewer, Guid jobId, int rank, CancellationToken cancel)
    {
        await RequireAsync(viewer, jobId, cancel);
        viewer.MustBeAdmin();
        if (!await jobs.RankAsync(jobId, rank, cancel))
        {
            throw new JobException("jobs.notWaiting.conflict");
        }

        await audit.WriteAsync(viewer.PersonId, "job.ranked", $"job:{jobId}", $"rank:{rank}", cancel);
    }

    private async Task RequireAsync(Viewer viewer, Guid jobId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Jobs.AnyAsync(j => j.Id == jobId && (viewer.IsAdmin || j.OwnerId == viewer.PersonId), cancel))
        {
            throw RefusedException.NotFound();
        }
    }
}
