using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>
/// Does one kind of job. It may be started again after a kill, so it begins by looking at what is already there.
/// Its normal return is success; <see cref="OperationCanceledException"/> a cancel; a
/// <see cref="Core.StudioException"/> a failure with a sentence; all else a fault, logged by the host.
/// </summary>
public interface IJobHandler
{
    JobKind Kind { get; }

    /// <param name="cancel">Set when someone cancels, when the lease is lost and when the host stops.</param>
    /// <returns>How the job ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Paused"/> or <see cref="JobState.Cancelled"/>.</returns>
    Task<JobState> HandleAsync(JobLease lease, CancellationToken cancel);
}
