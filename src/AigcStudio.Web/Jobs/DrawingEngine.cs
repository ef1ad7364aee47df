using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// The warm Engine, one process per device: started when it is first needed, kept, and started again where it died.
/// A call that its death cut short is made once more, because draws, plans and comparisons change nothing.
/// </summary>
public sealed class DrawingEngine(IEngineStarter starter) : IEngine, IAsyncDisposable
{
    private const string Processor = "cpu";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, IEngineChild> _warm = [];
    private bool _disposed;

    public Task<EngineGreeting> GreetAsync(CancellationToken cancel) => CallAsync(Processor, e => e.GreetAsync(cancel), cancel);

    public Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.PlanAsync(request, cancel), cancel);

    public Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.DrawAsync(request, cancel), cancel);

    public Task<SpaceOutcome> SpaceAsync(SpaceRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.SpaceAsync(request, cancel), cancel);

    public Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.DecodeAsync(request, cancel), cancel);

    public Task<EnlargeOutcome> EnlargeAsync(EnlargeRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.EnlargeAsync(request, cancel), cancel);

    public Task<IReadOnlyList<Nearness>> CompareAsync(CompareRequest request, CancellationToken cancel) =>
        CallAsync(request.Device, e => e.CompareAsync(request, cancel), cancel);

    /// <exception cref="NotSupportedException">Always: each training has an Engine of its own.</exception>
    public Task<TrainOutcome> TrainAsync(TrainRequest request, CancellationToken cancel) =>
        throw new NotSupportedException("Each training has an Engine of its own.");

    /// <exception cref="NotSupportedException">Always: each training has an Engine of its own.</exception>
    public Task CommandAsync(TrainCommand command) => throw new NotSupportedException("Each training has an Engine of its own.");

    /// <exception cref="NotSupportedException">Always: each evaluation has an Engine of its own.</exception>
    public Task<EvaluationReport> EvaluateAsync(EvaluateRequest request, CancellationToken cancel) =>
        throw new NotSupportedException("Each evaluation has an Engine of its own.");

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _disposed = true;
            await Task.WhenAll(_warm.Values.Select(c => c.DisposeAsync().AsTask()));
            _warm.Clear();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<T> CallAsync<T>(string device, Func<IEngine, Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call(await WarmAsync(device, cancel));
        }
        catch (ChildEndedException) when (!_disposed)
        {
            return await call(await WarmAsync(device, cancel));
        }
    }

    private async Task<IEngine> WarmAsync(string device, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_warm.TryGetValue(device, out var child) && !child.Exited.IsCompleted)
            {
                return child.Engine;
            }

            if (child is not null)
            {
                _warm.Remove(device);
                await child.DisposeAsync();
            }

            _warm[device] = child = await starter.StartAsync($"draw-{device.Replace(':', '-')}", null, cancel);
            return child.Engine;
        }
        finally
        {
            _gate.Release();
        }
    }
}
