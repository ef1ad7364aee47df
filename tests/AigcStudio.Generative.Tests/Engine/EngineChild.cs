using System.Diagnostics;
using System.Net.Sockets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using StreamJsonRpc;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>The real Engine process, started as the studio starts it.</summary>
internal sealed class EngineChild : IAsyncDisposable
{
    private readonly Socket _leash;
    private readonly JsonRpc _rpc;

    private EngineChild(Process process, string folder, Socket rpc, Socket leash, IEngineListener listener)
    {
        (Process, _leash) = (process, leash);
        Directory.Delete(folder, recursive: true);
        var stream = new NetworkStream(rpc, ownsSocket: true);
        _rpc = new RefusalReadingRpc(new HeaderDelimitedMessageHandler(stream, stream, new SystemTextJsonFormatter()));
        _rpc.AddLocalRpcTarget(listener, null);
        Service = _rpc.Attach<IEngine>();
        _rpc.StartListening();
    }

    public Process Process { get; }

    public IEngine Service { get; }

    public static async Task<EngineChild> StartAsync(IEngineListener listener, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("eng-").FullName;
        var arguments = new ChildArguments(Path.Combine(folder, "rpc"), Path.Combine(folder, "leash"));
        using var rpc = Listen(arguments.RpcSocket);
        using var leash = Listen(arguments.LeashSocket);
        var program = Path.Combine(AppContext.BaseDirectory, "AigcStudio.Engine");
        var process = Process.Start(new ProcessStartInfo(program, arguments.ToArguments()))!;
        var held = await leash.AcceptAsync(cancel);
        return new EngineChild(process, folder, await rpc.AcceptAsync(cancel), held, listener);
    }

    /// <summary>What the kernel does to whatever is in its way.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>What a child sees when the studio has been killed: its leash ends.</summary>
    public async Task<int> CutLeashAsync(CancellationToken cancel)
    {
        _leash.Dispose();
        await Process.WaitForExitAsync(cancel);
        return Process.ExitCode;
    }

    public async Task<int> HangUpAsync(CancellationToken cancel)
    {
        _rpc.Dispose();
        await Process.WaitForExitAsync(cancel);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        _leash.Dispose();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(1);
        return socket;
    }

    /// <summary>Without this the library reads every error's data as its own kind, and the refusal's sentence is lost.</summary>
    private sealed class RefusalReadingRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
    {
        protected override Type? GetErrorDetailsDataType(StreamJsonRpc.Protocol.JsonRpcError error) =>
            (int?)error.Error?.Code == IEngine.RefusedErrorCode ? typeof(Core.Said) : base.GetErrorDetailsDataType(error);
    }
}
