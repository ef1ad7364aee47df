using System.Threading.Channels;
using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>
/// Writes down what one attempt tells: numbers every second or so in one transaction, samples and checkpoints at once.
/// The feed hears numbers as they come, and the rest when it is in the rows.
/// </summary>
internal sealed class RunScribe(
    JobLease lease, RunRecorder recorder, CheckpointShelf shelf, SampleSheets sheets, RunFeed feed, JobClaims claims, RunFigures figures, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private RunBatch _batch = new();
    private MetersReported? _lastMeters;
    private DateTimeOffset _lastMetersAt;
    private string? _lastHealth;
    private int _steps;
    private int _reached;
    private (int Step, DateTimeOffset At)? _first;
    private (int Step, DateTimeOffset At) _latest;

    /// <summary>Steps learned in this attempt and the seconds that they took, with all that was drawn, saved and measured between.</summary>
    public (int Steps, double Seconds) Lived =>
        _first is { } first ? (_latest.Step - first.Step, (_latest.At - first.At).TotalSeconds) : (0, 0);

    /// <summary>Writes until the events end; everything heard is in the rows when it returns.</summary>
    /// <exception cref="OperationCanceledException">The lease is lost.</exception>
    public async Task WriteAsync(ChannelReader<RunEvent> heard)
    {
        try
        {
            while (await heard.WaitToReadAsync())
            {
                await WriteAWhileAsync(heard);
                await FlushAsync();
            }
        }
        finally
        {
            figures.Rest(lease.SubjectId);
        }
    }

    private async Task WriteAWhileAsync(ChannelReader<RunEvent> heard)
    {
        var since = clock.GetTimestamp();
        do
        {
            while (heard.TryRead(out var happened))
            {
                await HearAsync(happened);
            }
        }
        while (await MoreWithinAsync(heard, Pace - clock.GetElapsedTime(since)));
    }

    private async Task<bool> MoreWithinAsync(ChannelReader<RunEvent> heard, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        using var late = new CancellationTokenSource(left, clock);
        try
        {
            return await heard.WaitToReadAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task HearAsync(RunEvent happened)
    {
        _batch.LastSequence = happened.Sequence;
        switch (happened.Payload)
        {
            case SamplesDrawn drawn:
                await KeepSamplesAsync(happened, drawn);
                break;
            case CheckpointWritten written:
                await KeepCheckpointAsync(happened, written);
                break;
            default:
                Note(happened);
                feed.Publish(lease.SubjectId, happened);
                break;
        }
    }

    private void Note(RunEvent happened)
    {
        switch (happened.Payload)
        {
            case TrainingStarted started:
                _batch.Started = started;
                _steps = started.Steps;
                _batch.Step = started.FromStep;
                var began = Said.Of("runs.log.started", started.Device, started.FromStep, started.Steps, started.Parameters);
                _batch.Lines.Add(Line(happened, began, ofStudio: true));
                break;
            case PointsReported points:
                _batch.Points.AddRange(points.Values.Select(
                    v => new RunPoint { RunId = lease.SubjectId, Series = v.Key, Step = points.Step, Value = v.Value }));
                _batch.Step = points.Step;
                Advance(points.Step, happened.At);
                break;
            case MetersReported meters:
                if (_lastMeters is { } last && meters.Step > last.Step && happened.At > _lastMetersAt)
                {
                    _batch.SecondsPerStep = (happened.At - _lastMetersAt).TotalSeconds / (meters.Step - last.Step);
                    figures.Pace(lease.SubjectId, 1 / _batch.SecondsPerStep.Value);
                }

                (_lastMeters, _lastMetersAt) = (meters, happened.At);
                _batch.Meters = meters;
                _batch.Step = meters.Step;
                Advance(meters.Step, happened.At);
                break;
            case HealthJudged health:
                _batch.Health = health;
                if (health.Sentence.Code != _lastHealth)
                {
                    _lastHealth = health.Sentence.Code;
                    _batch.Lines.Add(Line(happened, health.Sentence, health.Worry > 0 ? RunLineLevel.Warning : RunLineLevel.Plain));
                }

                break;
            case RunNoted note:
                _batch.Lines.Add(Line(happened, note.Sentence));
                break;
        }
    }

    // From the first figures on: making a ruler before them, once for a version, is no speed of learning.
    private void Advance(int step, DateTimeOffset at)
    {
        figures.Learned(_first is null ? 0 : Math.Max(0, step - _latest.Step));
        _latest = (step, at);
        _first ??= _latest;
    }

    private async Task KeepSamplesAsync(RunEvent happened, SamplesDrawn drawn)
    {
        try
        {
            _batch.Samples.Add(await sheets.KeepAsync(lease.SubjectId, happened, drawn));
        }
        catch (StudioException refusal)
        {
            _batch.Lines.Add(Line(happened, Said.Of("runs.samplesNotKept", drawn.Step, refusal.Code), RunLineLevel.Warning));
        }

        await FlushAsync();
        feed.Publish(lease.SubjectId, happened with { Payload = drawn with { File = "" } });
    }

    // Points before the checkpoint are in the rows no later than it: a resume from it finds them.
    private async Task KeepCheckpointAsync(RunEvent happened, CheckpointWritten written)
    {
        _batch.Step = written.Step;
        _batch.Lines.Add(Line(happened, Said.Of($"runs.log.saved.{written.Reason}", written.Step)));
        await shelf.TakeAsync(lease.SubjectId, happened, written, async checkpoint =>
        {
            _batch.Checkpoints.Add(checkpoint);
            await FlushAsync();
        });
        await claims.ForgiveAsync(lease.JobId, lease.FencingToken, CancellationToken.None);
        feed.Publish(lease.SubjectId, happened with { Payload = written with { File = "" } });
    }

    private async Task FlushAsync()
    {
        if (!_batch.IsEmpty)
        {
            var batch = _batch;
            _batch = new RunBatch();
            await recorder.WriteAsync(lease, batch, CancellationToken.None);
            lease.Progress.Report(new JobProgress("phase.training", _reached = batch.Step ?? _reached, _steps));
        }
    }

    private RunLine Line(RunEvent happened, Said sentence, RunLineLevel level = RunLineLevel.Plain, bool ofStudio = false) =>
        new() { RunId = lease.SubjectId, Sequence = happened.Sequence, At = happened.At, Level = level, Sentence = sentence, OfStudio = ofStudio };
}
