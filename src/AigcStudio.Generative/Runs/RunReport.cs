using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// Numbers what happens in a run and paces it: points lie on a grid of steps that follows from the recipe, so that a resumed run
/// has the points of an unbroken one, and are sent together no more often than asked.
/// </summary>
internal sealed class RunReport(TrainRequest request, IRunReporter reporter, TimeProvider time)
{
    // A chart of a thousand points a series is as fine as a screen is wide.
    private const int PointsPerRun = 1000;

    private readonly List<PointsReported> _pending = [];
    private long _sequence = request.FirstSequence - 1;
    private long _sentAt = time.GetTimestamp();
    private int _sentStep;

    /// <summary>Number of the last event.</summary>
    public long Sequence => _sequence;

    /// <summary>Steps from point to point: a multiple of the book's reading.</summary>
    public int PointEverySteps { get; } = LossBook.ReadEverySteps * Math.Max(
        1, (request.Recipe.Steps + (LossBook.ReadEverySteps * PointsPerRun) - 1) / (LossBook.ReadEverySteps * PointsPerRun));

    private bool Due => time.GetElapsedTime(_sentAt).TotalSeconds >= request.ReportEverySeconds;

    public void Started(string device, int fromStep, long parameters)
    {
        (_sentAt, _sentStep) = (time.GetTimestamp(), fromStep);
        Send(new TrainingStarted(device, fromStep, request.Recipe.Steps, parameters));
    }

    public void Point(int step, IReadOnlyDictionary<string, double> means) => _pending.Add(new PointsReported(step, means));

    /// <summary>Sends waiting points and the meters, once it is time.</summary>
    public void SendWhenDue(int step, int batchSize)
    {
        if (!Due)
        {
            return;
        }

        var seconds = time.GetElapsedTime(_sentAt).TotalSeconds;
        SendPoints();
        Send(new MetersReported(step, (step - _sentStep) * (double)batchSize / Math.Max(seconds, 1e-9), Environment.WorkingSet, null));
        (_sentAt, _sentStep) = (time.GetTimestamp(), step);
    }

    public void SendPoints()
    {
        _pending.ForEach(Send);
        _pending.Clear();
    }

    public void Send(RunEventPayload payload) => reporter.Report(new RunEvent(++_sequence, time.GetUtcNow(), payload));
}
