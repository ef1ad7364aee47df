using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Jobs;

/// <summary>By when a job that was asked to stop has stopped, whatever its worker does.</summary>
public sealed class JobStops(IOptions<JobsOptions> options)
{
    /// <summary>
    /// A training has its grace and is then killed. A worker that is dead or deaf beats no more from the moment it was to hear of the stop;
    /// the first round sees that heartbeat, and the first round after the lease takes the job away.
    /// </summary>
    public TimeSpan Longest => TimeSpan.FromSeconds(
        1 + Math.Max(options.Value.GraceSeconds, options.Value.LeaseSeconds + (2 * options.Value.RoundSeconds)));

    /// <summary>Null for a job that nobody asked to stop.</summary>
    public DateTimeOffset? By(JobCard job) => job.State == JobState.Cancelling ? job.AskedAt + Longest : null;
}
