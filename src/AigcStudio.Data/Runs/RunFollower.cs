using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>A run's state follows its latest job's, in the same transaction.</summary>
public sealed class RunFollower : IJobFollower
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

    public Task FollowAsync(StudioDb db, Job job, CancellationToken cancel)
    {
        var state = StateFor(job.State);
        var started = job.State == JobState.Running ? job.StartedAt : null;
        return db.Runs
            .Where(r => r.Id == job.SubjectId)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.State, state)
                    .SetProperty(r => r.Failure, job.Failure)
                    .SetProperty(r => r.StartedAt, r => r.StartedAt ?? started)
                    .SetProperty(r => r.EndedAt, job.EndedAt),
                cancel);
    }
}
