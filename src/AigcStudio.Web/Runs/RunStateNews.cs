using System.Threading.Channels;
using AigcStudio.Core.Jobs;
using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Runs;

/// <summary>Tells the feed when a run's state has moved with its job.</summary>
public sealed class RunStateNews(JobBell bell, IDbContextFactory<StudioDb> databases, RunFeed feed, ILogger<RunStateNews> log) : BackgroundService
{
    private readonly Channel<Guid> _rang = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        bell.Rang += OnRang;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        bell.Rang -= OnRang;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var jobId in _rang.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(jobId, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Pages that are open read the state again by themselves.
                log.LogWarning(fault, "The state of the run of job {JobId} was not told", jobId);
            }
        }
    }

    private async Task TellAsync(Guid jobId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await (
            from job in db.Jobs
            join r in db.Runs on job.SubjectId equals r.Id
            where job.Id == jobId && job.Kind == JobKind.Train
            select new { r.Id, r.State }).SingleOrDefaultAsync(cancel);
        if (run is not null)
        {
            feed.PublishState(run.Id, run.State);
        }
    }

    private void OnRang(Guid jobId) => _rang.Writer.TryWrite(jobId);
}
