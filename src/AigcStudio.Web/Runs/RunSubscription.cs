using AigcStudio.Core;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>One subscriber's mailbox: what it has not taken yet, at most one event of a kind and run.</summary>
internal sealed class RunSubscription(Func<RunNews, Task> onNews, TimeProvider clock, Action<RunSubscription> onDisposed) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    // A page goes on in the language it was opened in, whoever makes the news.
    private readonly OwnContext _context = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid RunId, Type Kind), RunEvent> _waiting = [];
    private readonly CancellationTokenSource _ended = new();
    private bool _delivering;

    public void Offer(Guid runId, RunEvent happened)
    {
        lock (_gate)
        {
            _waiting[(runId, happened.Payload.GetType())] = happened;
            if (_delivering || _ended.IsCancellationRequested)
            {
                return;
            }

            _delivering = true;
        }

        _context.Run(() => _ = Task.Run(DeliverAsync));
    }

    public void Dispose()
    {
        onDisposed(this);
        _ended.Cancel();
    }

    private async Task DeliverAsync()
    {
        try
        {
            while (Take() is { Count: > 0 } news)
            {
                foreach (var run in news.GroupBy(n => n.Key.RunId))
                {
                    _ended.Token.ThrowIfCancellationRequested();
                    await onNews(new RunNews(run.Key, [.. run.Select(n => n.Value).OrderBy(e => e.Sequence)]));
                }

                await Task.Delay(Pace, clock, _ended.Token);
            }
        }
        catch (Exception)
        {
            // Cancelled, or a page or connection that went away while it was being called: its news end here.
            Dispose();
        }
    }

    private List<KeyValuePair<(Guid RunId, Type Kind), RunEvent>> Take()
    {
        lock (_gate)
        {
            List<KeyValuePair<(Guid RunId, Type Kind), RunEvent>> news = [.. _waiting];
            _waiting.Clear();
            _delivering = news.Count > 0;
            return news;
        }
    }
}
