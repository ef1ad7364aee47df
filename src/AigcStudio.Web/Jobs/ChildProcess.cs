using System.Net.Sockets;
using StreamJsonRpc;

namespace AigcStudio.Web.Jobs;

public static class ChildProcess
{
    /// <summary>Starts a child and waits until both of its sockets are connected.</summary>
    /// <exception cref="ChildNotStartedException">No executable, an early end, or no connection within the timeout: the log says more.</exception>
    public static async Task<ChildProcess<TService>> StartAsync<TService>(ChildStart start, TimeProvider time, CancellationToken cancel)
        where TService : class
    {
        using var sockets = new ChildSockets(start.Spool);
        var handle = ChildHandle.Launch(start, sockets.Arguments);
        using var timeout = new CancellationTokenSource(start.StartTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var connected = sockets.AcceptAsync(limit.Token);
        if (await Task.WhenAny(connected, handle.Exited) != connected)
        {
            await limit.CancelAsync();
        }

        try
        {
            var (rpc, leash) = await connected;
            return new ChildProcess<TService>(start, time, handle, rpc, leash);
        }
        catch (OperationCanceledException)
        {
            handle.Kill();
            await handle.Exited;
            handle.Dispose();
            cancel.ThrowIfCancellationRequested();
            throw new ChildNotStartedException(start.Program.Name, start.LogFile);
        }
    }
}

/// <summary>
/// A child host in the hands of the studio: started, connected by two Unix sockets, called through <see cref="Service"/>.
/// It ends when this is disposed, when it is killed, and when the studio itself ends in whatever way, because its leash ends.
/// </summary>
/// <typeparam name="TService">The contract that the child serves, for example <see cref="Core.Datasets.IMedia"/>.</typeparam>
public sealed class ChildProcess<TService> : IAsyncDisposable
    where TService : class
{
    private readonly ChildStart _start;
    private readonly TimeProvider _time;
    private readonly ChildHandle _handle;
    private readonly ChildRpc _rpc;
    private readonly Socket _leash;

    internal ChildProcess(ChildStart start, TimeProvider time, ChildHandle handle, Socket rpc, Socket leash)
    {
        (_start, _time, _handle, _leash) = (start, time, handle, leash);
        var stream = new NetworkStream(rpc, ownsSocket: true);
        _rpc = new ChildRpc(new HeaderDelimitedMessageHandler(stream, stream, new SystemTextJsonFormatter()));
        if (start.Listener is { } listener)
        {
            _rpc.AddLocalRpcTarget(listener.Contract, listener.Target, null);
        }

        Service = ChildCalls.Over(_rpc.Attach<TService>(), handle.Exited);
        _rpc.StartListening();
    }

    /// <summary>
    /// The child's contract. A call throws <see cref="ChildRefusedException"/> for a refusal the child spoke and
    /// <see cref="ChildEndedException"/> where the child is gone; cancelling a call cancels it in the child.
    /// </summary>
    public TService Service { get; }

    /// <summary>Of the process.</summary>
    public int Id => _handle.Id;

    /// <summary>Completes once the child has ended, in whatever way, and its log is written; never faults.</summary>
    public Task<ChildExit> Exited => _handle.Exited;

    /// <summary>Ends the child and whatever it started, at once; nothing happens where it has ended already.</summary>
    public void Kill() => _handle.Kill();

    /// <summary>Hangs up; a child that has not ended after the grace time is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        try
        {
            await Exited.WaitAsync(_start.Grace, _time);
        }
        catch (TimeoutException)
        {
            Kill();
            await Exited;
        }

        _leash.Dispose();
        _handle.Dispose();
    }
}
