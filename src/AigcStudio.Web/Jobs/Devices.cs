using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Jobs;

/// <summary>The devices of this host, asked of the Engine once: they do not change while the studio runs.</summary>
public sealed class Devices(IEngine engine)
{
    private const string Processor = "cpu";

    private readonly Lock _gate = new();
    private Task<EngineGreeting>? _greeting;

    /// <exception cref="Core.StudioException">The Engine cannot be started: codes <c>jobs.child.*</c>; the next call tries again.</exception>
    public Task<EngineGreeting> GreetAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_greeting is null or { IsFaulted: true })
            {
                _greeting = engine.GreetAsync(CancellationToken.None);
            }

            return _greeting.WaitAsync(cancel);
        }
    }

    /// <summary>The devices that trainings are given, each a slot: every accelerator, or the processor where there is none.</summary>
    public async Task<IReadOnlyList<EngineDevice>> ForTrainingAsync(CancellationToken cancel)
    {
        var devices = (await GreetAsync(cancel)).Devices;
        var accelerators = devices.Where(d => d.Id != Processor).ToList();
        return accelerators.Count > 0 ? accelerators : devices;
    }

    /// <summary>The device that draws are made on: the best one.</summary>
    public async Task<EngineDevice> ForDrawingAsync(CancellationToken cancel) => (await GreetAsync(cancel)).Devices[0];
}
