namespace AigcStudio.Web.Shell;

/// <summary>
/// When a page is left. Its token may be asked for at any time, also by work that goes on after the page was left and then finds it cancelled:
/// a <see cref="CancellationTokenSource"/> would throw there, and the fault would tear down the page that came.
/// </summary>
public sealed class Departure : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Departure() => Token = _source.Token;

    /// <summary>Cancelled as soon as the page is left.</summary>
    public CancellationToken Token { get; }

    public bool Happened => Token.IsCancellationRequested;

    public void Dispose()
    {
        if (!Happened)
        {
            _source.Cancel();
            _source.Dispose();
        }
    }
}
