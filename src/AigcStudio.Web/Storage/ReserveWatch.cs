using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Storage;

/// <summary>Looks at the disk every few seconds, so that a full one leaves the studio enough to stay alive.</summary>
public sealed class ReserveWatch(DiskReserve reserve, TimeProvider clock, ILogger<ReserveWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        do
        {
            try
            {
                reserve.Mind();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(e, "The reserve of the disk could not be looked after; trying again in {Seconds} s", Look.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
