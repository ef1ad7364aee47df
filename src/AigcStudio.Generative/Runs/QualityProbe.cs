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
/// before. It costs a few draws ten times in a run, and takes nothing of the learner's random numbers: the curve is the same without it.
/// </summary>
internal sealed class QualityProbe : IDisposable
{
    /// <summary>The Frechet distance of <see cref="FrechetDistance"/> by the ruler; comparable within a dataset version.</summary>
    public const string Series = PointsReported.Quality;

    private const int LooksPerRun = 10;
    private const int Examples = 256;
    private const int Sounds = 64;
    private const int Seed = 1;

    // A distance of so few examples is known to a few percent; what is better by less may be chance.
    private const double Better = 0.97;

    private readonly IExampleStore _store;
    private readonly Ruler _ruler;
    private readonly Tensor _real;
    private readonly int _count;

    private QualityProbe(IExampleStore store, Ruler ruler, ExampleSet reference, int everySteps)
    {
        (_store, _ruler, _count, EverySteps) = (store, ruler, reference.Count, everySteps);
        _real = ruler.Features(reference.Bytes).DetachFromDisposeScope();
    }

    /// <summary>The distance of the last look that was the best of its time; of a resumed run, the one that its checkpoint remembers.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Steps from look to look.</summary>
    public int EverySteps { get; }

    /// <summary>Null where the request names no ruler, or there are too few items to compare with. Makes the ruler where it is not there.</summary>
    /// <param name="best">Null before the first look of a run.</param>
    public static QualityProbe? For(TrainRequest request, IExampleStore store, double? best)
    {
        if (request.RulerPath is not { } path)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var compared = ReplyStore.Of(store);
        try
        {
            var reference = RealSets.Of(compared, compared.Form is AudioForm ? Sounds : Examples).Reference;
            var every = LossBook.ReadEverySteps * Math.Max(1, request.Recipe.Steps / (LooksPerRun * LossBook.ReadEverySteps));
            return new QualityProbe(compared, Ruler.OpenOrMake(path, compared, CancellationToken.None), reference, every) { Best = best ?? double.PositiveInfinity };
        }
        catch (Exception fault) when (fault is EvaluationException or IOException or CheckpointException)
        {
            // Too few to measure by, or a ruler that cannot be written: a run can do without being measured.
            return null;
        }
    }

    /// <summary>The distance now, and whether it is the best so far.</summary>
    public (double Distance, bool Best) Look(ISampler sampler)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var made = MadeExamples.Of(sampler, _store, _count, Seed, _ => { }, CancellationToken.None);
        var distance = FrechetDistance.Between(_real, _ruler.Features(made.Set.Bytes));
        if (!(distance < Best * Better))
        {
            return (distance, false);
        }

        Best = distance;
        return (distance, true);
    }

    public void Dispose()
    {
        _real.Dispose();
        _ruler.Dispose();
    }
}
