using Hangfire;
using Hangfire.AspNetCore;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// The Hangfire servers of this process: one for each lane, so that none waits for another. The trainings' has a worker
/// for each device slot.
/// </summary>
public sealed class JobServers(
    JobStorage storage, IServiceScopeFactory scopes, Devices devices, IOptions<JobsOptions> options, ILogger<JobServers> log) : BackgroundService
{
    private readonly List<BackgroundJobServer> _servers = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Open(JobLane.Light, options.Value.LightWorkers);
        Open(JobLane.Draws, options.Value.DrawWorkers);
        Open(JobLane.Trainings, await SlotsAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var server in _servers)
        {
            server.SendStop();
        }

        await Task.WhenAll(_servers.Select(s => s.WaitForShutdownAsync(cancellationToken)));
        _servers.ForEach(s => s.Dispose());
    }

    // Whatever ails an Engine, its own faults told over RPC included, must not stop the studio: trainings then fail in words.
    private async Task<int> SlotsAsync(CancellationToken cancel)
    {
        try
        {
            return (await devices.ForTrainingAsync(cancel)).Count;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The Engine does not start; trainings will fail until it does");
            return 1;
        }
    }

    private void Open(JobLane lane, int workers) => _servers.Add(new BackgroundJobServer(
        new BackgroundJobServerOptions
        {
            ServerName = $"{Environment.MachineName}:{lane.Queue}",
            Queues = [lane.Queue],
            WorkerCount = workers,
            Activator = new AspNetCoreJobActivator(scopes),
            SchedulePollingInterval = TimeSpan.FromSeconds(5),
            ShutdownTimeout = TimeSpan.FromSeconds(options.Value.GraceSeconds + 10),
        },
        storage));
}
