using System.Net.Sockets;
using System.Runtime.InteropServices;
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

// A service manager and a terminal signal the whole group: the studio is asked, and this child goes when the studio lets go.
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

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
