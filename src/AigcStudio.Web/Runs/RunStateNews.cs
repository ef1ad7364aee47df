using System.Threading.Channels;
using AigcStudio.Core.Jobs;
using AigcStudio.Data;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Web.Runs;

/// <summary>Tells the feed when a run's state has moved with its job.</summary>
public sealed class RunStateNews(JobBell bell, IDbContextFactory<StudioDb> databases, RunFeed feed) : BackgroundService
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
            await using var db = await databases.CreateDbContextAsync(stoppingToken);
            var run = await (
                from job in db.Jobs
                join r in db.Runs on job.SubjectId equals r.Id
                where job.Id == jobId && job.Kind == JobKind.Train
                select new { r.Id, r.State }).SingleOrDefaultAsync(stoppingToken);
            if (run is not null)
            {
                feed.PublishState(run.Id, run.State);
            }
        }
    }

    private void OnRang(Guid jobId) => _rang.Writer.TryWrite(jobId);
}
