using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AigcStudio.EndToEnd.Tests.Studio;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>Many clients of the hub that watch one run and take the time of what they hear.</summary>
internal sealed class WatcherCrowd : IAsyncDisposable
{
    private const int OpeningAtOnce = 25;

    private readonly ConcurrentBag<double> _delays = [];
    private readonly ConcurrentBag<HubConnection> _hubs = [];

    public static async Task<WatcherCrowd> OpenAsync(StudioApi api, Guid run, int count)
    {
        var crowd = new WatcherCrowd();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce }, async (_, _) => await crowd.JoinAsync(api, run));
        return crowd;
    }

    /// <summary>Milliseconds, of what was heard so far.</summary>
    public IReadOnlyList<double> TakeDelays() => [.. _delays];

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_hubs, new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce }, async (hub, _) => await hub.DisposeAsync());

    private async Task JoinAsync(StudioApi api, Guid run)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(api.Client.BaseAddress!, "/hubs/runs"), o =>
            {
                (o.Transports, o.SkipNegotiation) = (HttpTransportType.WebSockets, true);
                o.Headers["Authorization"] = api.Client.DefaultRequestHeaders.Authorization!.ToString();
            })
            .Build();
        hub.On<Guid, JsonNode>("RunEvent", (_, happened) => Hear(happened));
        _hubs.Add(hub);
        await hub.StartAsync();
        await hub.InvokeAsync("Watch", run);
    }

    private void Hear(JsonNode happened)
    {
        // Numbers are pushed as they come; sheets and checkpoints are told once they are stored, which is not the hub's delay.
        if (happened["payload"]?["kind"]?.ToString() is "points" or "meters")
        {
            _delays.Add((TimeProvider.System.GetUtcNow() - happened["at"]!.GetValue<DateTimeOffset>()).TotalMilliseconds);
        }
    }
}
