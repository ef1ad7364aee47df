using System.Net.WebSockets;
using System.Text;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Runs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

/// <summary>Over real sockets: what a client does not read piles up in the kernel's buffers, and then must go nowhere else.</summary>
public sealed class SlowReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watcher_that_never_reads_is_dropped_and_those_who_read_go_on()
    {
        await using var studio = new ServedStudio(("Watchers:SendSeconds", "0.5"));
        var run = await LoneRun.AddAsync(studio.Services, Visibility.Shared);
        var feed = studio.Services.GetRequiredService<RunFeed>();
        using var deaf = await WatchAsync(studio, run);
        using var keen = await WatchAsync(studio, run);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var reading = ReadAsync(keen, over.Token);
        Assert.Equal(2, feed.Watchers);

        // Some megabytes each, so that no buffer between here and there holds many.
        var heavy = new PointsReported(1, Enumerable.Range(0, 20_000).ToDictionary(i => $"a series with a name of some length, number {i}", i => (double)i));
        await Wait.UntilAsync(
            () =>
            {
                feed.Publish(run, new RunEvent(1, default, heavy));
                return feed.Watchers == 1;
            },
            Cancel);

        Assert.Equal(WebSocketState.Open, keen.State);
        Assert.False(reading.IsCompleted);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static async Task<ClientWebSocket> WatchAsync(ServedStudio studio, Guid run)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {await studio.SecretAsync(Role.Reviewer)}");
        await socket.ConnectAsync(new UriBuilder(studio.Address) { Scheme = "ws", Path = "/hubs/runs" }.Uri, Cancel);
        await SayAsync("""{"protocol":"json","version":1}""");
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{run}}"]}""");
        var heard = "";
        while (!heard.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
        {
            var buffer = new byte[1_000];
            heard += Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, Cancel)).Count);
        }

        return socket;

        Task SayAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, Cancel);
    }

    private static async Task ReadAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            await socket.ReceiveAsync(buffer, cancel);
        }
    }
}
