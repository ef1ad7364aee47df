using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Datasets;

/// <summary>A place for one Media process: one call at a time, a process that died is replaced, one that hangs is killed.</summary>
internal sealed class MediaSlot(int number, IMediaStarter starter, TimeProvider time) : IAsyncDisposable
{
    // A child looks at its token between two pictures; a large one takes a few seconds.
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(5);

    private IMediaChild? _child;

    /// <exception cref="Jobs.ChildEndedException">The process died during the call, or was killed because it took longer than <paramref name="limit"/>.</exception>
    public async Task<T> CallAsync<T>(Func<IMedia, CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancel)
    {
        var child = await AliveAsync(cancel);
        using var hangs = new CancellationTokenSource(limit, time);
        await using var killWhenHanging = hangs.Token.Register(child.Kill);
        await using var killWhenDeaf = cancel.Register(() => hangs.CancelAfter(CancelGrace));
        try
        {
            return await call(child.Media, cancel);
        }
        catch (Jobs.ChildEndedException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }
    }

    private async Task<IMediaChild> AliveAsync(CancellationToken cancel)
    {
        if (_child is { HasEnded: false })
        {
            return _child;
        }

        await DisposeAsync();
        _child = null;
        return _child = await starter.StartAsync(number, cancel);
    }
}
