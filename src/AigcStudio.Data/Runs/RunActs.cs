using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>
/// What people do to a run while it is queued, trains or is over. Each act checks the right to it: the owner's or an
/// administrator's. Pause, resume and cancel answer with the state reached; a worker may still be on its way there.
/// </summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class RunActs(IDbContextFactory<StudioDb> databases, JobTable jobs, RunOrders orders, AuditLog audit)
{
    public Task<RunState> PauseAsync(Viewer viewer, Guid runId, CancellationToken cancel) => AskAsync(viewer, runId, jobs.PauseAsync, cancel);

    public async Task<RunState> CancelAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        var state = await AskAsync(viewer, runId, jobs.CancelAsync, cancel);
        await audit.WriteAsync(viewer.PersonId, "run.cancelled", $"run:{runId}", state.ToString(), cancel);
        return state;
    }

    /// <summary>Goes on after a pause; takes a failed or cancelled run up again from its newest checkpoint.</summary>
    /// <exception cref="RunException"><c>runs.ended</c>.</exception>
    public async Task<RunState> ResumeAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        var run = await MineAsync(viewer, runId, cancel);
        if (run.State == RunState.Finished)
        {
            throw new RunException("runs.ended");
        }

        if (run.State is RunState.Failed or RunState.Cancelled)
        {
            await TakeUpAgainAsync(run, cancel);
        }
        else
        {
            await AskAsync(viewer, runId, jobs.ResumeAsync, cancel);
        }

        return await StateOfAsync(runId, cancel);
    }

    /// <summary>Draws samples after the current step.</summary>
    /// <exception cref="RunException"><c>runs.notRunning</c>.</exception>
    public Task SampleAsync(Viewer viewer, Guid runId, CancellationToken cancel) => OrderAsync(viewer, runId, TrainCommand.Sample, cancel);

    /// <summary>Writes a checkpoint after the current step.</summary>
    /// <exception cref="RunException"><c>runs.notRunning</c>.</exception>
    public Task CheckpointAsync(Viewer viewer, Guid runId, CancellationToken cancel) =>
        OrderAsync(viewer, runId, TrainCommand.Checkpoint, cancel);

    /// <exception cref="RunException"><c>runs.nameless</c>.</exception>
    public async Task RenameAsync(Viewer viewer, Guid runId, string name, CancellationToken cancel)
    {
        await MineAsync(viewer, runId, cancel);
        var kept = Names.Checked(name);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Runs.Where(r => r.Id == runId).ExecuteUpdateAsync(row => row.SetProperty(r => r.Name, kept), cancel);
    }

    public async Task ShowAsync(Viewer viewer, Guid runId, Visibility visibility, CancellationToken cancel)
    {
        await MineAsync(viewer, runId, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Runs.Where(r => r.Id == runId).ExecuteUpdateAsync(row => row.SetProperty(r => r.Visibility, visibility), cancel);
    }

    private async Task<RunState> AskAsync(
        Viewer viewer, Guid runId, Func<Guid, CancellationToken, Task<JobState>> ask, CancellationToken cancel)
    {
        await MineAsync(viewer, runId, cancel);
        if (await jobs.LatestOfAsync(runId, cancel) is { } job)
        {
            await ask(job.Id, cancel);
        }

        return await StateOfAsync(runId, cancel);
    }

    private async Task OrderAsync(Viewer viewer, Guid runId, TrainCommand command, CancellationToken cancel)
    {
        await MineAsync(viewer, runId, cancel);
        if (!await orders.GiveAsync(runId, command))
        {
            throw new RunException("runs.notRunning");
        }
    }

    // Two people who ask at once get one job: the second finds the run queued already.
    private async Task TakeUpAgainAsync(Run run, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var taken = await db.Runs
            .Where(r => r.Id == run.Id && r.State == run.State)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.State, RunState.Queued)
                    .SetProperty(r => r.Failure, (Core.Said?)null)
                    .SetProperty(r => r.EndedAt, (DateTimeOffset?)null),
                cancel);
        if (taken == 0)
        {
            return;
        }

        var job = jobs.Add(db, JobKind.Train, run.Id, run.OwnerId, "{}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        jobs.Announce(job.Id);
    }

    private async Task<Run> MineAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.AsNoTracking().VisibleTo(viewer).OneToChangeAsync(runId, viewer, cancel);
    }

    private async Task<RunState> StateOfAsync(Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.Where(r => r.Id == runId).Select(r => r.State).SingleAsync(cancel);
    }
}
