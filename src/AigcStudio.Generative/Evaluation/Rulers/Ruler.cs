using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>A frozen network of one dataset version: it turns examples into the features that are compared. It never saw what a model drew.</summary>
internal sealed class Ruler : IDisposable
{
    private const int Chunk = 256;

    private readonly RulerNetwork _network;
    private readonly RulerInputs _inputs;

    private Ruler(RulerNetwork network, RulerInputs inputs, RulerCard card) => (_network, _inputs, Card) = (network, inputs, card);

    internal RulerCard Card { get; }

    /// <summary>Opens the ruler of a version, or makes it first; made again from the same items it is the same.</summary>
    internal static Ruler OpenOrMake(string path, IExampleStore store, CancellationToken cancel)
    {
        if (File.Exists(path))
        {
            try
            {
                return Open(path, store);
            }
            catch (CheckpointException)
            {
                // A cache: what is damaged is made again.
            }
        }

        RulerMaking.Make(path, store, cancel);
        return Open(path, store);
    }

    /// <summary>Features <c>[N, 64]</c> in double precision.</summary>
    internal Tensor Features(Tensor bytes) => InChunks(bytes, _network.Features).to(float64);

    /// <summary>The likeliest answer of each example, <c>[N]</c> int64: its label where the ruler learned labels.</summary>
    internal Tensor Answers(Tensor bytes) => InChunks(bytes, x => _network.call(x).argmax(1));

    /// <summary>The same with features that say nothing: what its self-test must find out.</summary>
    internal Ruler Blinded()
    {
        var network = new RulerNetwork(_inputs.Planes, classes: 1);
        using var unwatched = no_grad();
        foreach (var weight in network.parameters())
        {
            weight.zero_();
        }

        return new Ruler(network, new RulerInputs(_inputs.Form), Card);
    }

    public void Dispose()
    {
        _network.Dispose();
        _inputs.Dispose();
    }

    /// <exception cref="CheckpointException">It is damaged, or of other data.</exception>
    internal static Ruler Open(string path, IExampleStore store)
    {
        using var checkpoint = CheckpointFile.Read(path);
        var task = RulerTask.Of(store);
        var inputs = new RulerInputs(store.Form);
        var network = new RulerNetwork(inputs.Planes, task.Classes);
        checkpoint.CopyTo(NamedTensor.Of("ruler", network));
        network.eval();
        var card = RulerMaking.CardOf(checkpoint.Head) with { Hash = ContentHash.Of(File.ReadAllBytes(path)).ToString() };
        return new Ruler(network, inputs, card);
    }

    private Tensor InChunks(Tensor bytes, Func<Tensor, Tensor> work)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (var first = 0L; first < bytes.shape[0]; first += Chunk)
        {
            using var inner = NewDisposeScope();
            parts.Add(work(_inputs.Of(bytes.slice(0, first, Math.Min(first + Chunk, bytes.shape[0]), 1))).MoveToOuterDisposeScope());
        }

        return cat(parts, 0).MoveToOuterDisposeScope();
    }
}
