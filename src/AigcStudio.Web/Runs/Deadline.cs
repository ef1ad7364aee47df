namespace AigcStudio.Web.Runs;

/// <summary>Does something for certain once a grace time after <see cref="Start"/> is over, unless it is disposed before.</summary>
internal sealed class Deadline(Action onOver, TimeSpan grace, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Starts the grace time; a second start changes nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _timer ??= _disposed ? null : clock.CreateTimer(_ => onOver(), null, grace, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }
}
