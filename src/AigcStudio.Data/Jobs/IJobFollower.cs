using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>
/// Keeps the state of a job's subject in step with the job: called inside the transaction of every move,
/// so that the two are never seen apart.
/// </summary>
public interface IJobFollower
{
    JobKind Kind { get; }

    /// <param name="db">In a transaction; write with <c>ExecuteUpdate</c> and leave the commit to the caller.</param>
    /// <param name="job">As it stands after the move.</param>
    Task FollowAsync(StudioDb db, Job job, CancellationToken cancel);
}
