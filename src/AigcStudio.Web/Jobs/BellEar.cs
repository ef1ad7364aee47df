using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>Wakes work that goes on in the background when the bell of jobs rings; bells that come while it works count as one.</summary>
internal sealed class BellEar : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly JobBell _bell;

    public BellEar(JobBell bell)
    {
        _bell = bell;
        _bell.Rang += OnRang;
    }

    /// <returns>False where nothing rang for so long.</returns>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancel) => _rung.WaitAsync(longest, cancel);

    public void Dispose() => _bell.Rang -= OnRang;

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
