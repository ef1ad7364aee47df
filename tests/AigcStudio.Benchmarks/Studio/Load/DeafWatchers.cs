using System.Net.WebSockets;
using System.Text;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>Clients of the hub that watch a run and never read what they asked for.</summary>
internal sealed class DeafWatchers : IAsyncDisposable
{
    private readonly List<ClientWebSocket> _sockets = [];

    public static async Task<DeafWatchers> OpenAsync(StudioApi api, Guid run, int count)
    {
        var deaf = new DeafWatchers();
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            deaf._sockets.Add(socket);
            socket.Options.SetRequestHeader("Authorization", api.Client.DefaultRequestHeaders.Authorization!.ToString());
            await socket.ConnectAsync(new UriBuilder(api.Client.BaseAddress!) { Scheme = "ws", Path = "/hubs/runs" }.Uri, CancellationToken.None);
            await SayAsync(socket, """{"protocol":"json","version":1}""");
            await SayAsync(socket, $$"""{"type":1,"target":"Watch","arguments":["{{run}}"]}""");
        }

        return deaf;
    }

    public ValueTask DisposeAsync()
    {
        _sockets.ForEach(s => s.Dispose());
        return ValueTask.CompletedTask;
    }

    private static Task SayAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
}
