using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// The one training loop, for every family: reads, learns, reports, samples, saves. It belongs to the thread that made it.
/// On the processor a run that was broken and resumed has the weights and the points of one that was not.
/// </summary>
public sealed class TrainLoop : IDisposable
{
    /// <summary>Samples drawn each time, from the same seeds.</summary>
    public const int SampleCount = 16;

    private const string RandomState = "random.state";

    private readonly TrainRequest _request;
    private readonly IExampleStore _store;
    private readonly TimeProvider _time;
    private readonly Recipe _recipe;
    private readonly LabelBook _labels;
    private readonly ILearner _learner;
    private readonly BatchReader _reader;
    private readonly HeldOutProbe? _probe;
    private readonly RunReport _report;
    private readonly RunHealth _health;
    private readonly LossBook _losses = new();
    private QualityProbe? _quality;
    private IReadOnlyDictionary<string, LossSum>? _remembered;
    private int _step;
    private long _savedAt;

    /// <summary>Makes the learner and, where the request says so, takes it to where a checkpoint left off.</summary>
    /// <exception cref="RecipeException">The recipe cannot be trained on this store: <c>recipe.*</c>.</exception>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or of another recipe.</exception>
    public TrainLoop(TrainRequest request, IExampleStore store, IRunReporter reporter, TimeProvider time)
        : this(request, store, reporter, time, ModelFamilies.Of(request.Recipe.FamilyId).CreateLearner)
    {
    }

    /// <param name="create">Makes the learner: a test plants a failure in it.</param>
    internal TrainLoop(TrainRequest request, IExampleStore store, IRunReporter reporter, TimeProvider time, Func<LearnerSetup, ILearner> create)
    {
        (_request, _store, _time) = (request, store, time);
        var family = ModelFamilies.Of(request.Recipe.FamilyId);
        RefuseTooFew(family.Descriptor, store);
        _recipe = request.Recipe with { Settings = SettingsCheck.Complete(family.Descriptor, request.Recipe.Settings) };
        _labels = LabelBook.Of(store);
        var device = DeviceMath.Use(request.Device);
        _learner = create(new LearnerSetup(_recipe.Settings, store, _labels, _recipe.Seed, _recipe.Steps, device));
        _reader = new BatchReader(store, _learner.BatchSize, _recipe.Seed, device);
        _probe = HeldOutProbe.For(_learner, store, _recipe.Seed, device);
        _report = new RunReport(request, reporter, time);
        _health = new RunHealth(_learner, _recipe.Steps, _report, RealExamples.Read(store, _recipe.Seed), store.Form);
        if (request.ResumeFrom is { } path)
        {
            Resume(path);
        }
    }

    /// <summary>Measures the run, once it goes; null where nothing does.</summary>
    internal QualityProbe? Quality => _quality;

    /// <summary>Trains until the recipe's steps are done, a command ends it or a number is none.</summary>
    public TrainOutcome Run(TrainCommands commands)
    {
        _report.Started(_request.Device, _step, _learner.Parameters);
        _quality = QualityProbe.For(_request, _store, _remembered, _step, _time);
        _savedAt = _time.GetTimestamp();
        try
        {
            if (_step == 0 && _request.SampleEverySteps > 0)
            {
                Sample();
            }

            while (_step < _recipe.Steps)
            {
                LearnOnce();
                var asked = commands.Take();
                if (asked.Has(TrainCommand.Cancel))
                {
                    return EndWith(TrainEnding.Cancelled, CheckpointReason.Cancelled);
                }

                if (asked.Has(TrainCommand.Pause))
                {
                    return EndWith(TrainEnding.Paused, CheckpointReason.Paused);
                }

                Tend(asked);
            }

            return EndWith(TrainEnding.Finished, CheckpointReason.Finished);
        }
        catch (DivergedException diverged)
        {
            _report.SendPoints();
            _health.Say(diverged.Step, HealthFinding.NotANumber(diverged.Step));
            return new TrainOutcome(TrainEnding.Diverged, diverged.Step, Said.Of(diverged));
        }
    }

    public void Dispose()
    {
        _losses.Dispose();
        _quality?.Dispose();
        _learner.Dispose();
    }

    private static void RefuseTooFew(FamilyDescriptor family, IExampleStore store)
    {
        var trainable = Enumerable.Range(0, store.Count).Count(i => !store.IsHeldOut(i));
        if (trainable < family.MinimumItems)
        {
            throw new RecipeException("recipe.tooFewItems", family.MinimumItems, trainable);
        }
    }

    private void LearnOnce()
    {
        using var scope = NewDisposeScope();
        _losses.BeginStep(++_step);
        _learner.Learn(_step, _reader.Next(), _losses);
    }

    private void Tend(TrainCommands.Asked asked)
    {
        if (_step % LossBook.ReadEverySteps == 0)
        {
            _losses.Read();
            _report.SendWhenDue(_step, _learner.BatchSize);
        }

        if (_step % _report.PointEverySteps == 0)
        {
            TakePoint();
        }

        if (asked.Has(TrainCommand.Sample) || (_request.SampleEverySteps > 0 && _step % _request.SampleEverySteps == 0))
        {
            Sample();
        }

        if (_quality is { } quality && quality.IsDue(_step) && Measure(quality))
        {
            Save(CheckpointReason.Best);
        }
        else if (asked.Has(TrainCommand.Checkpoint))
        {
            Save(CheckpointReason.Asked);
        }
        else if (_time.GetElapsedTime(_savedAt).TotalSeconds >= _request.CheckpointEverySeconds)
        {
            Save(CheckpointReason.Timed);
        }
    }

    private void TakePoint()
    {
        _losses.Read();
        if (_losses.Sums.Count > 0)
        {
            _probe?.Look(_step / _report.PointEverySteps, _losses);
            var means = _losses.TakeMeans();
            _report.Point(_step, means.Where(m => !m.Key.StartsWith(LossBook.Watched, StringComparison.Ordinal)).ToDictionary());
            _health.Remember(means, _losses.Firsts);
            _health.Judge(_step);
        }
    }

    private void Sample()
    {
        _losses.Read();
        _report.SendPoints();
        using var bytes = new MemoryStream();
        using var scope = NewDisposeScope();
        using var sampler = _learner.OpenSampler();
        sampler.Draw(new DrawOrder(SampleCount, _recipe.Seed, null, _learner.SampleSettings), bytes, CancellationToken.None);
        _health.Look(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), sampler.Form);
        var echoes = _probe?.Echo(sampler, bytes) ?? 0;
        var file = Path.Combine(_request.SpoolFolder, $"samples-{_report.Sequence + 1:D9}.raw");
        File.WriteAllBytes(file, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        _report.Send(new SamplesDrawn(_step, file, SampleCount, sampler.Form) { Echoes = echoes });
        _health.Judge(_step);
    }

    // At the last step only the distance is of use: the final checkpoint is written anyway.
    private bool Measure(QualityProbe quality)
    {
        _report.SendPoints();
        if (quality.Look(_step, _learner.OpenSampler) is not { } look)
        {
            return false;
        }

        _report.Point(_step, look.Values);
        _report.SendPoints();
        return look.Best && _step < _recipe.Steps;
    }

    private void Save(CheckpointReason reason)
    {
        _losses.Read();
        _report.SendPoints();
        RefuseNotANumber();
        using var scope = NewDisposeScope();
        var head = new CheckpointHead(_recipe, _store.Form, _labels, _step, _reader.Position, _report.Sequence, Remembered());
        var file = Path.Combine(_request.SpoolFolder, $"checkpoint-{_report.Sequence + 1:D9}.safetensors");
        var bytes = CheckpointFile.Write(file, head, [.. _learner.State, new NamedTensor(RandomState, _learner.Random.get_state())]);
        _report.Send(new CheckpointWritten(_step, file, bytes, reason));
        _savedAt = _time.GetTimestamp();
    }

    private Dictionary<string, LossSum> Remembered()
    {
        var remembered = new Dictionary<string, LossSum>(_losses.Saved);
        _quality?.Remember(remembered);
        return remembered;
    }

    private TrainOutcome EndWith(TrainEnding ending, CheckpointReason reason)
    {
        if (ending == TrainEnding.Finished)
        {
            TakePoint();
            if (_request.SampleEverySteps > 0 && _step % _request.SampleEverySteps != 0)
            {
                Sample();
            }
        }

        Save(reason);
        return new TrainOutcome(ending, _step, null);
    }

    // A loss shows only the step after that the weights have gone; such weights are not saved over good ones.
    private void RefuseNotANumber()
    {
        using var scope = NewDisposeScope();
        var real = _learner.State.Where(s => s.Tensor.is_floating_point()).ToList();
        using var unwatched = no_grad();
        if (stack(real.Select(s => s.Tensor.isfinite().all())).all().item<bool>())
        {
            return;
        }

        throw new DivergedException(_step, real.First(s => !s.Tensor.isfinite().all().item<bool>()).Name);
    }

    private void Resume(string path)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = CheckpointFile.Read(path);
        var head = checkpoint.Head;
        if (head.Recipe.FamilyId != _recipe.FamilyId || head.Recipe.Seed != _recipe.Seed || head.Form != _store.Form
            || !JsonNode.DeepEquals(head.Recipe.Settings, _recipe.Settings)
            || !checkpoint.Tensors.TryGetValue(RandomState, out var random))
        {
            throw new CheckpointException("checkpoint.otherRecipe");
        }

        checkpoint.CopyTo(_learner.State);
        _learner.Random.set_state(random);
        _losses.Restore(head);
        _remembered = head.Losses;
        (_step, _reader.Position) = (head.Step, head.Position);
    }
}
