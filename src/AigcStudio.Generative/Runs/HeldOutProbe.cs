using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// Shows a learner a few held-out examples at every point of the chart, so that learning by heart is seen while it happens, and has some of
/// them rebuilt with every samples. Which examples and which noise follow from the point alone: a resumed run looks at what an unbroken one
/// looks at.
/// </summary>
internal sealed class HeldOutProbe
{
    // A forward pass of 64 is about a third of a step, once in ten steps or more: under 3 % of the work.
    private const int Examples = 64;

    /// <summary>Held-out examples that are shown beside what the model makes of them: always the same ones.</summary>
    public const int Echoes = 8;

    private readonly ILearner _learner;
    private readonly BatchReader _reader;
    private readonly int _seed;

    private HeldOutProbe(ILearner learner, BatchReader reader, int seed) => (_learner, _reader, _seed) = (learner, reader, seed);

    /// <summary>Null where no item is held out.</summary>
    public static HeldOutProbe? For(ILearner learner, IExampleStore store, int seed, Device device)
    {
        var count = Enumerable.Range(0, store.Count).Count(store.IsHeldOut);
        return count == 0 ? null : new(learner, BatchReader.OfHeldOut(store, Math.Min(Examples, count), seed, device), seed);
    }

    /// <param name="point">1, 2, 3 ...: the next examples in turn.</param>
    public void Look(int point, LossBook losses)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        _reader.Position = (long)point * _reader.BatchSize;
        _learner.Probe(unchecked(_seed + point), _reader.Next(), losses);
    }

    /// <summary>Writes a few examples, and then the same as the model makes them again.</summary>
    /// <returns>How many; 0 where the model has no way back.</returns>
    public int Echo(ISampler sampler, Stream output)
    {
        if (sampler is not IRebuilder rebuilder || _reader.BatchSize < Echoes)
        {
            return 0;
        }

        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        _reader.Position = 0;
        var examples = _reader.Next().Examples.slice(0, 0, Echoes, 1).contiguous();
        output.Write(examples.cpu().bytes);
        rebuilder.Rebuild(examples, output);
        return Echoes;
    }
}
