using System.Collections.Concurrent;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Runs;

/// <summary>What a client of <see cref="RunsHub"/> hears. A gap in the sequence means: read the row.</summary>
public interface IRunsClient
{
    Task RunEvent(Guid runId, RunEvent happened);
}

/// <summary>
/// <c>/hubs/runs</c>: events of the runs that a client watches, the right checked on joining. A client that does not read
/// fills its own connection's buffer, waits, and is dropped when a message has not left in time; nobody else notices.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class RunsHub(RunReader reader, RunFeed feed, IHubContext<RunsHub, IRunsClient> clients, IOptions<WatcherOptions> limits) : Hub<IRunsClient>
{
    private const string Key = "watched";

    private ConcurrentDictionary<Guid, IDisposable> Watched => (ConcurrentDictionary<Guid, IDisposable>)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[Key] = new ConcurrentDictionary<Guid, IDisposable>();
        return base.OnConnectedAsync();
    }

    /// <exception cref="HubException">The run is not there for this client, it watches too many, or too many watch.</exception>
    public async Task Watch(Guid runId)
    {
        if (Watched.Count >= limits.Value.RunsEach)
        {
            throw new HubException($"runs.tooManyWatched: {limits.Value.RunsEach}");
        }

        if (feed.Watchers >= limits.Value.Most)
        {
            throw new HubException($"runs.tooManyWatchers: {limits.Value.Most}");
        }

        await RequireAsync(runId);
        var client = clients.Clients.Client(Context.ConnectionId);
        var watching = feed.Watch(runId, async news =>
        {
            foreach (var happened in news.Events)
            {
                await client.RunEvent(news.RunId, happened);
            }
        });
        if (!Watched.TryAdd(runId, watching))
        {
            watching.Dispose();
        }
    }

    public void Unwatch(Guid runId)
    {
        if (Watched.TryRemove(runId, out var watching))
        {
            watching.Dispose();
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var watching in Watched.Values)
        {
            watching.Dispose();
        }

        return base.OnDisconnectedAsync(exception);
    }

    private async Task RequireAsync(Guid runId)
    {
        var viewer = Context.User?.Viewer() ?? throw new HubException("refused.signedOut");
        try
        {
            await reader.GetAsync(viewer, runId, Context.ConnectionAborted);
        }
        catch (RefusedException refusal)
        {
            throw new HubException(refusal.Code);
        }
    }
}
