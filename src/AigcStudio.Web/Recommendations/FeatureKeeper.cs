using AigcStudio.Data.Jobs;
using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Jobs;

namespace AigcStudio.Web.Recommendations;

/// <summary>Measures artifacts as long as the studio runs: soon after a draw, and now and then, whatever was missed.</summary>
internal sealed class FeatureKeeper(FeatureBook book, JobBell bell, TimeProvider clock, ILogger<FeatureKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    // Bells come in swarms, and a draw that is under way goes first.
    private static readonly TimeSpan AfterBell = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ear = new BellEar(bell);

        // What starts with the host comes before what can wait.
        await Task.Yield();
        while (true)
        {
            await MeasureAsync(stoppingToken);
            if (await ear.WaitAsync(Pace, stoppingToken))
            {
                await Task.Delay(AfterBell, clock, stoppingToken);
            }
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
}
