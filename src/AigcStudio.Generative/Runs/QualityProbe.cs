using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// Measures a run while it learns: examples of the same seeds every time, held against the same real items by the version's ruler, which was made
/// before. It costs a few draws up to ten times in a run, as <see cref="LookPlan"/> affords, and takes nothing of the learner's random numbers: the curve is the same without it.
/// </summary>
internal sealed class QualityProbe : IDisposable
{
    /// <summary>The Frechet distance of <see cref="FrechetDistance"/> by the ruler; comparable within a dataset version.</summary>
    public const string Series = PointsReported.Quality;

    private const int Examples = 256;
    private const int Sounds = 64;
    private const int Seed = 1;

    // A distance of so few examples is known to a few percent; what is better by less may be chance.
    private const double Better = 0.97;

    private readonly IExampleStore _store;
    private readonly Ruler _ruler;
    private readonly Tensor _real;
    private readonly int _count;
    private readonly LookPlan _plan;
    private readonly TimeProvider _time;
    private readonly int _firstStep;
    private readonly long _openedAt;

    private QualityProbe(IExampleStore store, Ruler ruler, ExampleSet reference, LookPlan plan, int firstStep, TimeProvider time)
    {
        (_store, _ruler, _count, _plan, _firstStep, _time) = (store, ruler, reference.Count, plan, firstStep, time);
        _real = ruler.Features(reference.Bytes).DetachFromDisposeScope();
        _openedAt = time.GetTimestamp();
    }

    /// <summary>The distance of the last look that was the best of its time; of a resumed run, the one that its checkpoint remembers.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>How often it looked.</summary>
    internal int Looks { get; private set; }

    /// <summary>What that took.</summary>
    internal double LookSeconds { get; private set; }

    /// <summary>Null where the request names no ruler, or there are too few items to compare with. Makes the ruler where it is not there.</summary>
    /// <param name="remembered">What the checkpoint that the run goes on from remembers; null for a run that begins.</param>
    /// <param name="firstStep">Steps done before.</param>
    public static QualityProbe? For(
        TrainRequest request, IExampleStore store, IReadOnlyDictionary<string, LossSum>? remembered, int firstStep, TimeProvider time)
    {
        // What only enlarges draws nothing of its own that could be measured so.
        if (request.RulerPath is not { } path || ModelFamilies.Of(request.Recipe.FamilyId).Descriptor.Enlarges)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var compared = ReplyStore.Of(store);
        var plan = new LookPlan(request.Recipe.Steps, request.MostLookShare) { Stride = (int)(remembered?.GetValueOrDefault(LookPlan.Series)?.Sum ?? 0) };
        try
        {
            var reference = RealSets.Of(compared, compared.Form is AudioForm ? Sounds : Examples).Reference;
            return new QualityProbe(compared, Ruler.OpenOrMake(path, compared, CancellationToken.None), reference, plan, firstStep, time)
            {
                Best = remembered?.GetValueOrDefault(Series)?.Sum ?? double.PositiveInfinity,
            };
        }
        catch (Exception fault) when (fault is EvaluationException or IOException or CheckpointException)
        {
            // Too few to measure by, or a ruler that cannot be written: a run can do without being measured.
            return null;
        }
    }

    /// <summary>True where a look is due after a step.</summary>
    public bool IsDue(int step) => _plan.Has(step);

    /// <summary>What is measured now; null where the run cannot afford to be looked at.</summary>
    public QualityLook? Look(int step, Func<ISampler> open)
    {
        var began = _time.GetTimestamp();
        var stepSeconds = (_time.GetElapsedTime(_openedAt, began).TotalSeconds - LookSeconds) / (step - _firstStep);
        using var scope = NewDisposeScope();
        using var sampler = open();
        if (_plan.Stride == 0 && !_plan.Affords(ExpectedSeconds(sampler, began), stepSeconds))
        {
            return null;
        }

        var seen = Measure(sampler);
        var look = _time.GetElapsedTime(began).TotalSeconds;
        _plan.Looked(look, stepSeconds);
        (Looks, LookSeconds) = (Looks + 1, LookSeconds + look);
        var best = seen[Series] < Best * Better;
        Best = best ? seen[Series] : Best;
        return new QualityLook(seen, best);
    }

    /// <summary>Adds what a checkpoint must hold: the best so far and the plan, once there are any.</summary>
    public void Remember(Dictionary<string, LossSum> losses)
    {
        if (double.IsFinite(Best))
        {
            losses[Series] = new LossSum(Best, 1);
        }

        if (_plan.Stride != 0)
        {
            losses[LookPlan.Series] = new LossSum(_plan.Stride, 1);
        }
    }

    // A few examples tell what all will take; opening the sampler is in it.
    private double ExpectedSeconds(ISampler sampler, long began)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var opening = _time.GetElapsedTime(began).TotalSeconds;
        var few = Math.Min(_count, DrawOrder.ChunkSize);
        var drawing = _time.GetTimestamp();
        MadeExamples.Of(sampler, _store, few, Seed, _ => { }, CancellationToken.None);
        return opening + (_time.GetElapsedTime(drawing).TotalSeconds * _count / few);
    }

    private IReadOnlyDictionary<string, double> Measure(ISampler sampler)
    {
        using var unwatched = no_grad();
        var made = MadeExamples.Of(sampler, _store, _count, Seed, _ => { }, CancellationToken.None);
        return QualityLook.Compare(_real, _ruler.Features(made.Set.Bytes));
    }

    public void Dispose()
    {
        _real.Dispose();
        _ruler.Dispose();
    }
}
