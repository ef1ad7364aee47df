namespace AigcStudio.EndToEnd.Tests.Studio;

/// <summary>Waits for a thing itself, looking again and again, within a limit.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <exception cref="TimeoutException">It did not become true; the sentence says what was seen.</exception>
    public static async Task TrueAsync(Func<Task<bool>> look, TimeSpan limit, Func<string> whatWasSeen)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Between);
        do
        {
            try
            {
                if (await look())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await timer.WaitForNextTickAsync();
        }
        while (TimeProvider.System.GetElapsedTime(started) < limit);

        throw new TimeoutException(whatWasSeen());
    }
}
