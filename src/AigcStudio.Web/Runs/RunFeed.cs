using System.Collections.Concurrent;
using AigcStudio.Core.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>
/// News of runs for the pages and API clients of this process. A push is a hint, the row is the truth: of each kind of event only
/// the latest is kept for a subscriber who has not taken it yet, and nobody is called more than four times a second.
/// A subscriber that never returns holds up only itself.
/// </summary>
public sealed class RunFeed(TimeProvider clock)
{
    private readonly ConcurrentDictionary<RunSubscription, Guid?> _subscriptions = new();

    /// <summary>How many are watching: for the health of the host, and for tests that nothing is left behind.</summary>
    public int Watchers => _subscriptions.Count;

    /// <summary>Calls back with what is new until it is disposed; never twice at once for one subscription.</summary>
    /// <param name="runId">The run, or null for every run: a list checks itself what its reader may see.</param>
    public IDisposable Watch(Guid? runId, Func<RunNews, Task> onNews)
    {
        var subscription = new RunSubscription(onNews, clock, s => _subscriptions.TryRemove(s, out _));
        _subscriptions[subscription] = runId;
        return subscription;
    }

    /// <summary>Tells who watches. Returns at once.</summary>
    public void Publish(Guid runId, RunEvent happened)
    {
        foreach (var (subscription, wanted) in _subscriptions)
        {
            if (wanted is null || wanted == runId)
            {
                subscription.Offer(runId, happened);
            }
        }
    }

    /// <summary>Says that a run's row changed.</summary>
    public void PublishState(Guid runId, RunState state) =>
        Publish(runId, new RunEvent(0, clock.GetUtcNow(), new RunStateChanged(state)));
}

/// <param name="Events">The latest of each kind, by sequence.</param>
public sealed record RunNews(Guid RunId, IReadOnlyList<RunEvent> Events);
