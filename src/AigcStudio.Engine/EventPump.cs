using System.Threading.Channels;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Engine;

/// <summary>
/// Carries events from the training thread to the studio, one after another and each acknowledged; disposing waits until all are.
/// </summary>
internal sealed class EventPump : IRunReporter, IAsyncDisposable
{
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>(new() { SingleReader = true });
    private readonly Task _pumping;

    internal EventPump(IEngineListener listener) => _pumping = PumpAsync(listener);

    public void Report(RunEvent happened) => _events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        _events.Writer.Complete();
        await _pumping;
    }

    private async Task PumpAsync(IEngineListener listener)
    {
        await foreach (var happened in _events.Reader.ReadAllAsync())
        {
            await listener.HeardAsync(happened);
        }
    }
}
