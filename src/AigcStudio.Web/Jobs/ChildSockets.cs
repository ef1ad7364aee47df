using System.Net.Sockets;
using System.Text;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>The two listening sockets of a child that is starting, in a folder that only this account may enter.</summary>
internal sealed class ChildSockets : IDisposable
{
    // sun_path has 108 bytes with its final zero; "/" + "leash" goes on top of the folder.
    private const int LongestFolder = 100;

    private readonly string _folder;
    private readonly Socket _rpc;
    private readonly Socket _leash;

    public ChildSockets(string spool)
    {
        var name = Guid.CreateVersion7().ToString("N")[^12..];
        var wanted = Path.Combine(spool, name);
        _folder = Encoding.UTF8.GetByteCount(wanted) <= LongestFolder ? wanted : Path.Combine(Path.GetTempPath(), $"aigc-{name}");
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Arguments = new ChildArguments(Path.Combine(_folder, "rpc"), Path.Combine(_folder, "leash"));
        _rpc = Listen(Arguments.RpcSocket);
        _leash = Listen(Arguments.LeashSocket);
    }

    public ChildArguments Arguments { get; }

    public async Task<(Socket Rpc, Socket Leash)> AcceptAsync(CancellationToken cancel)
    {
        var leash = _leash.AcceptAsync(cancel).AsTask();
        var rpc = _rpc.AcceptAsync(cancel).AsTask();
        try
        {
            return (await rpc, await leash);
        }
        catch
        {
            foreach (var accepted in new[] { rpc, leash }.Where(t => t.IsCompletedSuccessfully))
            {
                (await accepted).Dispose();
            }

            throw;
        }
    }

    public void Dispose()
    {
        _rpc.Dispose();
        _leash.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(1);
        return socket;
    }
}
