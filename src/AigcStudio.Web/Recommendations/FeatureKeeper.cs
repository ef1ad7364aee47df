using AigcStudio.Data.Jobs;
using AigcStudio.Data.Recommendations;

namespace AigcStudio.Web.Recommendations;

/// <summary>Measures artifacts as long as the studio runs: soon after a draw, and now and then, whatever was missed.</summary>
internal sealed class FeatureKeeper(FeatureBook book, JobBell bell, TimeProvider clock, ILogger<FeatureKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    // Bells come in swarms, and a draw that is under way goes first.
    private static readonly TimeSpan AfterBell = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _rung = new(0, 1);

    public override void Dispose()
    {
        base.Dispose();
        _rung.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bell.Rang += OnRang;
        try
        {
            // What starts with the host comes before what can wait.
            await Task.Yield();
            while (true)
            {
                await MeasureAsync(stoppingToken);
                if (await _rung.WaitAsync(Pace, stoppingToken))
                {
                    await Task.Delay(AfterBell, clock, stoppingToken);
                }
            }
        }
        finally
        {
            bell.Rang -= OnRang;
        }
    }

    private async Task MeasureAsync(CancellationToken cancel)
    {
        try
        {
            while (await book.MeasureNextAsync(cancel) > 0)
            {
                await Task.Yield();
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Recommendations are poorer without, and all else is well: the next round tries again.
            log.LogWarning(fault, "Some artifacts were not measured.");
        }
    }

    private void OnRang(Guid job)
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been rung already.
        }
    }
}
