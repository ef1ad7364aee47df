using System.Diagnostics.Metrics;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>What operators see of the jobs: how many wait, how long they take and how they end.</summary>
public sealed class JobFigures
{
    private readonly Histogram<double> _durations;

    public JobFigures(IMeterFactory meters)
    {
        var meter = meters.Create("AigcStudio.Jobs");
        _durations = meter.CreateHistogram(
            "aigc.job.duration",
            "s",
            "From a worker's claim to the ending of the attempt.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000] });
        meter.CreateObservableGauge(
            "aigc.jobs.waiting",
            () => Enum.GetValues<JobKind>().Select(k => new Measurement<int>(Waiting.GetValueOrDefault(k), Tag("kind", k))),
            "{job}",
            "Jobs in the queue, as the last round saw them.");
    }

    /// <summary>As the last round of the dispatcher saw the queue.</summary>
    public IReadOnlyDictionary<JobKind, int> Waiting { get; set; } = new Dictionary<JobKind, int>();

    /// <param name="ending"><c>Succeeded</c>, <c>Paused</c>, <c>Cancelled</c>, <c>Failed</c>, <c>Lost</c> where its worker died, <c>Fault</c> where we erred.</param>
    public void Ended(JobKind kind, string ending, TimeSpan took) => _durations.Record(took.TotalSeconds, Tag("kind", kind), Tag("ending", ending));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());
}
