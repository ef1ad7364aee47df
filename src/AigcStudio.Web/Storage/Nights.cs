namespace AigcStudio.Web.Storage;

/// <summary>When a night begins, and how what is done by night looks whether its hour has come.</summary>
internal static class Nights
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Begins = TimeSpan.FromHours(3);

    /// <summary>When the night of this moment, or the last one before it, began.</summary>
    public static DateTimeOffset Latest(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.Date, now.Offset) + Begins;
        return today <= now ? today : today.AddDays(-1);
    }

    /// <summary>Looks every minute until the host stops. A full disk, say: what the night leaves undone is no reason for the studio to stop.</summary>
    /// <param name="undone">Told of the fault; the next look comes all the same.</param>
    public static async Task WatchAsync(TimeProvider clock, Func<CancellationToken, Task> look, Action<Exception> undone, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await look(stopping);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                undone(fault);
            }
        }
    }
}
