namespace AigcStudio.Web.Gallery;

/// <summary>Works off <see cref="CopyChecks"/> as long as the studio runs.</summary>
internal sealed class CopyChecker(CopyChecks checks) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await checks.WaitAsync(stoppingToken);
            await checks.CheckAsync(stoppingToken);
        }
    }
}
