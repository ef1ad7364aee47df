using System.Diagnostics;
using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Jobs;

/// <summary>Does one job from claim to ending. Whatever happens in its handler, the ending is written here.</summary>
public sealed class JobRunner(
    IEnumerable<IJobHandler> handlers, JobClaims claims, JobWatch watch, ProgressWriter progress, JobFigures figures, DiskReserve reserve,
    ILogger<JobRunner> log)
{
    private const string Fault = "Fault";

    /// <param name="stopping">Set when the host stops: trainings checkpoint and all jobs go back to the queue.</param>
    /// <returns>False where nothing waits in the lane.</returns>
    public async Task<bool> RunNextAsync(JobLane lane, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested
            || await claims.ClaimNextAsync(lane.Kinds, WorkerName.Own.ToString(), stopping) is not { } job)
        {
            return false;
        }

        // What is logged on its behalf, wherever, carries these.
        using var scope = job.Kind == JobKind.Train
            ? log.BeginScope("Job {JobId} {JobKind} of run {RunId}, attempt {Attempt}", job.Id, job.Kind, job.SubjectId, job.Attempt)
            : log.BeginScope("Job {JobId} {JobKind} of {SubjectId}, attempt {Attempt}", job.Id, job.Kind, job.SubjectId, job.Attempt);
        using var span = Watching.Jobs.StartActivity($"job {job.Kind}", ActivityKind.Consumer);
        span?.SetTag("job.id", job.Id).SetTag("job.subject", job.SubjectId).SetTag("job.attempt", job.Attempt);
        var began = Stopwatch.GetTimestamp();
        var ending = await RunAsync(job, stopping);
        var took = Stopwatch.GetElapsedTime(began);
        figures.Ended(job.Kind, ending, took);
        log.LogInformation("Job {JobId} {JobKind} ended after {Seconds:0.0} s: {Ending}", job.Id, job.Kind, took.TotalSeconds, ending);
        span?.SetTag("job.ending", ending).SetStatus(ending is "Failed" or "Lost" or Fault ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        return true;
    }

    /// <returns>How the attempt ended, for the figures.</returns>
    private async Task<string> RunAsync(Job job, CancellationToken stopping)
    {
        using var cancel = new CancellationTokenSource();
        using var pause = new CancellationTokenSource();
        using var done = new CancellationTokenSource();

        // A training is asked to checkpoint; all else can begin again and is stopped at once.
        await using var onStop = stopping.Register(() => (job.Kind == JobKind.Train ? pause : cancel).Cancel());
        var watching = WatchAsync();
        var reports = progress.For(job);
        try
        {
            var handler = handlers.Single(h => h.Kind == job.Kind);
            var lease = new JobLease(
                job.Id, job.SubjectId, job.OwnerId, job.Payload, job.Attempt, job.FencingToken, reports, pause.Token);
            var ending = await handler.HandleAsync(lease, cancel.Token);
            await reports.CloseAsync();
            await EndAsync(job, JobEnding.Of(ending, stopping.IsCancellationRequested), null);
            return ending.ToString();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await EndAsync(job, JobEnding.Of(JobState.Cancelled, stopping.IsCancellationRequested), null);
            return nameof(JobState.Cancelled);
        }
        catch (WorkerLostException lost)
        {
            log.LogWarning("The child of job {JobId} died: {Cause}", job.Id, lost.Message);
            await claims.LoseAsync(job.Id, job.FencingToken, lost.Cause, CancellationToken.None);
            return "Lost";
        }
        catch (StudioException refusal)
        {
            log.LogInformation("Job {JobId} failed: {Refusal}", job.Id, refusal.Message);
            await EndAsync(job, [JobMove.Fail], Said.Of(refusal));
            return nameof(JobState.Failed);
        }
        catch (Exception full) when (DiskFull.Is(full))
        {
            log.LogError(full, "Job {JobId} waits: the disk is full", job.Id);
            reserve.Release();
            await EndAsync(job, JobEnding.Of(JobState.Paused, hostStops: false), Said.Of("jobs.diskFull"));
            return nameof(JobState.Paused);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Job {JobId} failed by a fault of ours", job.Id);
            await EndAsync(job, [JobMove.Fail], Said.Of("jobs.fault", job.Id));
            return Fault;
        }
        finally
        {
            await done.CancelAsync();
            await watching;
        }

        async Task WatchAsync()
        {
            var heard = await watch.WatchAsync(job.Id, job.FencingToken, pause.Cancel, done.Token);
            if (heard is not null || !done.IsCancellationRequested)
            {
                await cancel.CancelAsync();
            }
        }
    }

    // The first move that the row allows: what people asked meanwhile decides. None: the lease was lost, and the job is another's.
    private async Task EndAsync(Job job, IReadOnlyList<JobMove> moves, Said? failure)
    {
        foreach (var move in moves)
        {
            if (await claims.EndAsync(job.Id, job.FencingToken, move, failure, CancellationToken.None))
            {
                return;
            }
        }

        log.LogWarning("The lease of job {JobId} was lost before it ended", job.Id);
    }
}
