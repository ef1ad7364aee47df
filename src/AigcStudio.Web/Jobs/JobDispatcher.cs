using AigcStudio.Core;
using AigcStudio.Data.Jobs;
using Hangfire;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// Hands out a ticket for every job that waits, at start, whenever the bell rings, and every few seconds in any case; takes
/// jobs away from workers that died. It remembers nothing that it could not read again from the table.
/// </summary>
public sealed class JobDispatcher(
    JobClaims claims,
    IBackgroundJobClient hangfire,
    JobStorage storage,
    JobBell bell,
    IOptions<JobsOptions> options,
    JobFigures figures,
    TimeProvider clock,
    ILogger<JobDispatcher> log) : BackgroundService
{
    private readonly LeaseWatch _leases = new(clock, TimeSpan.FromSeconds(options.Value.LeaseSeconds));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(0);
        void OnRang(Guid id) => wake.Release();
        bell.Rang += OnRang;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RoundAsync(stoppingToken);
                await wake.WaitAsync(TimeSpan.FromSeconds(options.Value.RoundSeconds), stoppingToken);
                while (wake.Wait(0, CancellationToken.None))
                {
                }
            }
        }
        finally
        {
            bell.Rang -= OnRang;
        }
    }

    private async Task RoundAsync(CancellationToken cancel)
    {
        try
        {
            await TakeFromTheDeadAsync(cancel);
            figures.Waiting = await claims.CountWaitingAsync(cancel);
            foreach (var lane in JobLane.All)
            {
                var missing = lane.Kinds.Sum(k => figures.Waiting.GetValueOrDefault(k)) - storage.GetMonitoringApi().EnqueuedCount(lane.Queue);
                for (; missing > 0; missing--)
                {
                    hangfire.Enqueue<JobTickets>(lane.Queue, t => t.UseAsync(lane.Queue, CancellationToken.None));
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The table or the tickets, for whatever reason: the next round reads both again.
            log.LogWarning(fault, "The jobs could not be looked at; trying again in {Seconds} s", options.Value.RoundSeconds);
        }
    }

    private async Task TakeFromTheDeadAsync(CancellationToken cancel)
    {
        var held = await claims.HeldAsync(cancel);
        var dead = held.Where(j => WorkerName.IsGone(j.Worker)).Union(_leases.FindDead(held));
        foreach (var job in dead)
        {
            log.LogWarning("The worker {Worker} of job {JobId} is gone; another takes it up", job.Worker, job.Id);
            await claims.LoseAsync(job.Id, job.FencingToken, Said.Of("jobs.workerLost"), cancel);
        }
    }
}
