using System.Threading.Channels;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>Takes a training's events in, in their order; an Engine far ahead of the database waits at the door.</summary>
internal sealed class EngineEar : IEngineListener
{
    private const int MostWaiting = 1024;

    private readonly Channel<RunEvent> _heard = Channel.CreateBounded<RunEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    public ChannelReader<RunEvent> Heard => _heard.Reader;

    public async Task HeardAsync(RunEvent happened)
    {
        try
        {
            await _heard.Writer.WriteAsync(happened);
        }
        catch (ChannelClosedException)
        {
            // A straggler of a training that is over: its place in the rows has been judged already.
        }
    }

    public void Close() => _heard.Writer.TryComplete();
}
