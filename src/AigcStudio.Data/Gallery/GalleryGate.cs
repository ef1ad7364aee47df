namespace AigcStudio.Data.Gallery;

/// <summary>
/// Between storing an artifact's bytes and writing its row they look like nobody's: whoever stores and whoever cleans take turns here.
/// </summary>
public sealed class GalleryGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Dispose what comes back to let the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
