using System.Data.Common;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// Beats for a job while its handler works, and hears what people ask of it: at once where they ask in this process,
/// within a second where they ask in another.
/// </summary>
public sealed class JobWatch(JobClaims claims, JobBell bell, IOptions<JobsOptions> options, TimeProvider clock, ILogger<JobWatch> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the token ends it, the lease is lost or a cancel is heard.</summary>
    /// <param name="onPause">Called when a pause is asked for; perhaps more than once.</param>
    /// <returns>Why it returned: <see cref="JobState.Cancelling"/>, or null where the lease is lost or the token ended it.</returns>
    public async Task<JobState?> WatchAsync(Guid jobId, long fencingToken, Action onPause, CancellationToken ended)
    {
        using var wake = new SemaphoreSlim(0);
        void OnRang(Guid id)
        {
            if (id == jobId)
            {
                wake.Release();
            }
        }

        bell.Rang += OnRang;
        try
        {
            var beaten = clock.GetTimestamp();
            while (!ended.IsCancellationRequested)
            {
                var due = clock.GetElapsedTime(beaten).TotalSeconds >= options.Value.HeartbeatSeconds;
                beaten = due ? clock.GetTimestamp() : beaten;
                switch (await AskAsync(jobId, fencingToken, due))
                {
                    case null:
                        return null;
                    case JobState.Cancelling:
                        return JobState.Cancelling;
                    case JobState.Pausing:
                        onPause();
                        break;
                }

                await wake.WaitAsync(Look, ended).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return null;
        }
        finally
        {
            bell.Rang -= OnRang;
        }
    }

    // A database that is busy or away costs a beat, not the job: the lease outlasts several.
    private async Task<JobState?> AskAsync(Guid jobId, long fencingToken, bool beat)
    {
        try
        {
            return beat
                ? await claims.BeatAsync(jobId, fencingToken, CancellationToken.None)
                : await claims.AskedAsync(jobId, fencingToken, CancellationToken.None);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "Job {JobId} could not be looked at; trying again", jobId);
            return JobState.Running;
        }
    }
}
