using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace AigcStudio.Engine;

/// <summary>
/// One thread for tensors: dispose scopes and gradient modes belong to a thread, and so does libtorch's pool of helpers.
/// </summary>
internal sealed partial class ComputeThread : IDisposable
{
    // Half of the range: a training gets what others leave, and still all of an idle host.
    private const int YieldingNiceness = 10;

    private readonly BlockingCollection<Action> _work = [];

    /// <param name="name">For debuggers.</param>
    /// <param name="yieldsToOthers">True for lower priority, which the helpers of this thread inherit.</param>
    internal ComputeThread(string name, bool yieldsToOthers) =>
        new Thread(() => Work(yieldsToOthers)) { IsBackground = true, Name = name }.Start();

    /// <summary>Runs after what was asked before; a cancelled call that has not begun does not begin.</summary>
    internal Task<T> RunAsync<T>(Func<T> work, CancellationToken cancel)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                try
                {
                    cancel.ThrowIfCancellationRequested();
                    outcome.SetResult(work());
                }
                catch (OperationCanceledException)
                {
                    outcome.SetCanceled(cancel);
                }
                catch (Exception fault)
                {
                    // Not swallowed: it is the caller's.
                    outcome.SetException(fault);
                }
            },
            CancellationToken.None);
        return outcome.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private void Work(bool yieldsToOthers)
    {
        if (yieldsToOthers && SetPriority(which: 0, who: 0, YieldingNiceness) != 0)
        {
            Console.Error.WriteLine("The priority could not be lowered: training competes with the studio.");
        }

        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }

    // On Linux niceness belongs to the calling thread, although POSIX gives it to the process.
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int niceness);
}
