using System.Net.Sockets;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Media;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Jobs;
using StreamJsonRpc;

if (args is [CodecHost.Role, var ffmpeg])
{
    await CodecHost.RunAsync(ffmpeg);
    return;
}

Confinement.Enter(args);
var arguments = ChildArguments.Parse(args);
ParentLeash.Hold(arguments.LeashSocket);
var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
await socket.ConnectAsync(new UnixDomainSocketEndPoint(arguments.RpcSocket));
using var codec = CodecProcess.Start(Environment.ProcessPath!);
Vips.Prepare();
ProcessLimits.Apply();

var stream = new NetworkStream(socket, ownsSocket: true);
using var rpc = new RefusingRpc(new HeaderDelimitedMessageHandler(stream, stream, new SystemTextJsonFormatter()));
rpc.AddLocalRpcTarget<IMedia>(new MediaService(codec), null);
rpc.StartListening();
await Task.WhenAny(rpc.Completion, codec?.Ended ?? rpc.Completion);
