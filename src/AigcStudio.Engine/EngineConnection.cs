using System.Net.Sockets;
using AigcStudio.Core.Runs;
using StreamJsonRpc;

namespace AigcStudio.Engine;

/// <summary>The Engine's end of the socket: serves <see cref="IEngine"/> and speaks to the studio's <see cref="IEngineListener"/>.</summary>
internal static class EngineConnection
{
    /// <summary>Serves until the studio hangs up.</summary>
    internal static async Task ServeAsync(string rpcSocket, TimeProvider time)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(rpcSocket));
        await using var stream = new NetworkStream(socket);
        using var rpc = new JsonRpc(new HeaderDelimitedMessageHandler(stream, stream, new SystemTextJsonFormatter()));
        using var service = new EngineService(rpc.Attach<IEngineListener>(), time);

        // Calls run side by side: a command must reach a training whose call has not returned.
        rpc.SynchronizationContext = null;
        rpc.AddLocalRpcTarget<IEngine>(service, null);
        rpc.StartListening();
        await rpc.Completion;
    }
}
