using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>A run's state and log follow its latest job, in the same transaction.</summary>
public sealed class RunFollower(TimeProvider clock) : IJobFollower
{
    /// <summary>States of a run that is over, though a failed or cancelled one may be taken up again.</summary>
    public static IReadOnlyList<RunState> Over { get; } = [RunState.Finished, RunState.Cancelled, RunState.Failed];

    public JobKind Kind => JobKind.Train;

    /// <summary>Where the run stands while its job stands there; a running job prepares until its Engine says otherwise.</summary>
    public static RunState StateFor(JobState job) => job switch
    {
        JobState.Queued => RunState.Queued,
        JobState.Running => RunState.Preparing,
        JobState.Pausing => RunState.Pausing,
        JobState.Paused => RunState.Paused,
        JobState.Cancelling => RunState.Cancelling,
        JobState.Succeeded => RunState.Finished,
        JobState.Cancelled => RunState.Cancelled,
        JobState.Failed or JobState.Quarantined => RunState.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, null),
    };

    public async Task FollowAsync(StudioDb db, Job job, CancellationToken cancel)
    {
        var state = StateFor(job.State);
        var started = job.State == JobState.Running ? job.StartedAt : null;
        await db.Runs
            .Where(r => r.Id == job.SubjectId)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.State, state)
                    .SetProperty(r => r.Failure, job.Failure)
                    .SetProperty(r => r.StartedAt, r => r.StartedAt ?? started)
                    .SetProperty(r => r.EndedAt, job.EndedAt),
                cancel);
        if (LineFor(job) is { } line)
        {
            await RunLog.AddAsync(db, job.SubjectId, clock.GetUtcNow(), line.Level, [line.Sentence], cancel);
        }
    }

    // While it is asked to stop its Engine still speaks, and numbers what it says.
    private static (RunLineLevel Level, Said Sentence)? LineFor(Job job) => job.State switch
    {
        JobState.Queued when job.Attempt > 0 => (RunLineLevel.Plain, Said.Of("runs.log.waits")),
        JobState.Running => (RunLineLevel.Plain, Said.Of("runs.log.attempt", job.Attempt)),
        JobState.Paused when job.Failure is { } why => (RunLineLevel.Warning, why),
        JobState.Paused => (RunLineLevel.Plain, Said.Of("runs.log.paused")),
        JobState.Succeeded => (RunLineLevel.Plain, Said.Of("runs.log.finished")),
        JobState.Cancelled => (RunLineLevel.Plain, Said.Of("runs.log.cancelled")),
        JobState.Failed or JobState.Quarantined => (RunLineLevel.Error, job.Failure ?? Said.Of("runs.log.failed")),
        _ => null,
    };
}
