using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AigcStudio.Web.Runs;

/// <summary>What operators see of the trainings: steps, their pace, and who watches. Sums over all runs: a label for each would grow without end.</summary>
public sealed class RunFigures
{
    private readonly Counter<long> _steps;
    private readonly ConcurrentDictionary<Guid, double> _paces = new();

    public RunFigures(IMeterFactory meters, RunFeed feed)
    {
        var meter = meters.Create("AigcStudio.Runs");
        _steps = meter.CreateCounter<long>("aigc.run.steps", "{step}", "Steps learned since the studio started.");
        meter.CreateObservableGauge("aigc.run.pace", () => _paces.Values.Sum(), "{step}/s", "Steps a second of the trainings under way.");
        meter.CreateObservableGauge("aigc.run.trainings", () => _paces.Count, "{run}", "Trainings under way that have told their pace.");
        meter.CreateObservableGauge("aigc.run.watchers", () => feed.Watchers, "{watcher}", "Pages and clients of the hub that watch runs.");
    }

    public void Learned(int steps) => _steps.Add(steps);

    public void Pace(Guid runId, double stepsPerSecond) => _paces[runId] = stepsPerSecond;

    /// <summary>The run trains no more.</summary>
    public void Rest(Guid runId) => _paces.TryRemove(runId, out _);
}
