namespace AigcStudio.Tests;

/// <summary>Waits for the thing itself, looking again and again; the test's own token ends it.</summary>
internal static class Wait
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static Task UntilAsync(Func<bool> reached, CancellationToken cancel) => UntilAsync(() => Task.FromResult(reached()), cancel);

    public static async Task UntilAsync(Func<Task<bool>> reached, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Between);
        while (!await reached())
        {
            await timer.WaitForNextTickAsync(cancel);
        }
    }
}
