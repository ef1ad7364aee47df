using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>Writes handlers' progress through to their rows, the latest wins, no more than twice a second for each job.</summary>
public sealed class ProgressWriter(JobClaims claims, TimeProvider clock)
{
    public JobReports For(Job job) => new(p => claims.ReportAsync(job.Id, job.FencingToken, p, CancellationToken.None), clock);
}

/// <summary>The reports of one job.</summary>
public sealed class JobReports(Func<JobProgress, Task> write, TimeProvider clock) : IProgress<JobProgress>
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _closing = new();
    private JobProgress? _latest;
    private Task _writing = Task.CompletedTask;

    public void Report(JobProgress value)
    {
        lock (_gate)
        {
            _latest = value;
            if (_writing.IsCompleted && !_closing.Task.IsCompleted)
            {
                _writing = Task.Run(WriteAsync);
            }
        }
    }

    /// <summary>Writes the last report without waiting for its turn, and takes no more.</summary>
    public async Task CloseAsync()
    {
        _closing.TrySetResult();
        await _writing;
        if (Take() is { } last)
        {
            await write(last);
        }
    }

    private async Task WriteAsync()
    {
        while (Take() is { } progress)
        {
            await write(progress);
            await Task.WhenAny(Task.Delay(Pace, clock), _closing.Task);
        }
    }

    private JobProgress? Take() => Interlocked.Exchange(ref _latest, null);
}
