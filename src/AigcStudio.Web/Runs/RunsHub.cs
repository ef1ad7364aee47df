using System.Collections.Concurrent;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
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
/// <c>/hubs/runs</c>: events of the runs that a client watches, the right checked on joining and while it hears. A client that does not read
/// fills its own connection's buffer, waits, and is dropped when a message has not left in time; nobody else notices.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class RunsHub(
    RunReader reader, RunFeed feed, People people, ApiKeys keys, TimeProvider time, IHubContext<RunsHub, IRunsClient> clients, IOptions<WatcherOptions> limits)
    : Hub<IRunsClient>
{
    private const string Key = "watched";
    private const string Seat = "seat";

    private ConcurrentDictionary<Guid, IDisposable> Watched => (ConcurrentDictionary<Guid, IDisposable>)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[Key] = new ConcurrentDictionary<Guid, IDisposable>();
        Context.Items[Seat] = new HubSeat(Context.User!, Context.GetHttpContext() is { } http ? ApiKeySignIn.SecretOf(http.Request) : null, people, keys);
        return base.OnConnectedAsync();
    }

    /// <exception cref="RefusedException">The run is not there for this client, or its sign-in has ended.</exception>
    /// <exception cref="HubException">It watches too many, or too many watch.</exception>
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

        var seat = (HubSeat)Context.Items[Seat]!;
        await reader.GetAsync(await seat.ViewerAsync(Context.ConnectionAborted), runId, Context.ConnectionAborted);

        // The hub itself is gone after this act; what hears from now on holds what it needs.
        var (connection, watched) = (Context, Watched);
        var listener = new RunListener(runId, seat, reader, clients.Clients.Client(Context.ConnectionId), time, signedOut =>
        {
            Leave(watched, runId);
            if (signedOut)
            {
                connection.Abort();
            }
        });
        var watching = feed.Watch(runId, listener.TellAsync);
        if (!Watched.TryAdd(runId, watching))
        {
            watching.Dispose();
        }
    }

    public void Unwatch(Guid runId) => Leave(Watched, runId);

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var watching in Watched.Values)
        {
            watching.Dispose();
        }

        return base.OnDisconnectedAsync(exception);
    }

    private static void Leave(ConcurrentDictionary<Guid, IDisposable> watched, Guid runId)
    {
        if (watched.TryRemove(runId, out var watching))
        {
            watching.Dispose();
        }
    }
}
