using System.Diagnostics;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>Holds on to a living process and tampers with its system calls until it is disposed.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _strace;
    private readonly string _heard;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Strace(Process strace, string heard) => (_strace, _heard) = (strace, heard);

    /// <summary>The calls that were tampered with so far, each with the paths of its descriptors.</summary>
    public IReadOnlyList<string> Injected => [.. File.ReadLines(_heard).Where(l => l.Contains("(INJECTED)", StringComparison.Ordinal))];

    /// <param name="calls">System calls, with commas.</param>
    /// <param name="injection">As strace writes it, for example <c>signal=SIGKILL:when=3</c>; counted by thread.</param>
    /// <exception cref="FaultMissedException">The process is gone or may not be traced.</exception>
    public static async Task<Strace> AttachAsync(int process, string calls, string injection)
    {
        var heard = Path.GetTempFileName();
        var start = new ProcessStartInfo("strace", ["-f", "-y", "-p", $"{process}", "-o", heard, "-e", $"trace={calls}", "-e", $"inject={calls}:{injection}"])
        {
            RedirectStandardError = true,
        };
        var strace = new Strace(Process.Start(start)!, heard);
        _ = strace.ListenAsync();
        await strace._attached.Task;
        return strace;
    }

    /// <summary>Lets go of the process; what was heard is complete from here on.</summary>
    public async Task EndAsync()
    {
        if (!_strace.HasExited)
        {
            await HostCommand.SignalAsync(_strace.Id, "INT");
            await LeaveAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _strace.Dispose();
        File.Delete(_heard);
    }

    // Of a victim that it killed itself strace may wait for threads that never tell of their end.
    private async Task LeaveAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await _strace.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            _strace.Kill();
            await _strace.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task ListenAsync()
    {
        while (await _strace.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" attached", StringComparison.Ordinal))
            {
                _attached.TrySetResult();
            }
        }

        _attached.TrySetException(new FaultMissedException("strace could not attach."));
    }
}
