using System.Diagnostics;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>Holds on to a living process and tampers with its system calls until it is disposed.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _strace;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Strace(Process strace) => _strace = strace;

    /// <param name="calls">System calls, with commas.</param>
    /// <param name="injection">As strace writes it, for example <c>signal=SIGKILL:when=3</c>; counted by thread.</param>
    /// <exception cref="FaultMissedException">The process is gone or may not be traced.</exception>
    public static async Task<Strace> AttachAsync(int process, string calls, string injection)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-p", $"{process}", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:{injection}"])
        {
            RedirectStandardError = true,
        };
        var strace = new Strace(Process.Start(start)!);
        _ = strace.ListenAsync();
        await strace._attached.Task;
        return strace;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            await HostCommand.SignalAsync(_strace.Id, "INT");
            await LeaveAsync();
        }

        _strace.Dispose();
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
