using System.Collections.Concurrent;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Generative.Tests.Runs;

/// <summary>Keeps every event of a run, and may answer one.</summary>
internal sealed class HeardEvents(Action<RunEvent>? answer = null) : IRunReporter, IEngineListener
{
    private readonly ConcurrentQueue<RunEvent> _all = new();

    public IReadOnlyList<RunEvent> All => [.. _all];

    public IReadOnlyList<CheckpointWritten> Checkpoints => Of<CheckpointWritten>();

    public IReadOnlyList<T> Of<T>() => [.. _all.Select(e => e.Payload).OfType<T>()];

    /// <summary>Step to the values of a point, in text so that bits are compared.</summary>
    public IReadOnlyList<string> Points() =>
        [.. Of<PointsReported>().Select(p => $"{p.Step}: " + string.Join(" ", p.Values.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value:R}")))];

    public void Report(RunEvent happened)
    {
        _all.Enqueue(happened);
        answer?.Invoke(happened);
    }

    public Task HeardAsync(RunEvent happened)
    {
        Report(happened);
        return Task.CompletedTask;
    }
}
