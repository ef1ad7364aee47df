using Hangfire;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// What Hangfire carries: not a job but a turn. Whoever draws the ticket does the job whose turn it is by then;
/// a ticket too many does nothing, and a lost one is handed out again by the dispatcher.
/// </summary>
public sealed class JobTickets(JobRunner runner, IHostApplicationLifetime host)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task UseAsync(string queue, CancellationToken serverStops)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(serverStops, host.ApplicationStopping);
        await runner.RunNextAsync(JobLane.All.Single(l => l.Queue == queue), stopping.Token);
    }
}
