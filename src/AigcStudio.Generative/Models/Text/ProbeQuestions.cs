using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// A handful of the trained questions, kept in the learner's state: what a run answers when it shows how far it is.
/// </summary>
internal sealed class ProbeQuestions : IDisposable
{
    private const string StateName = "probe";
    private const int Most = 8;

    private readonly Tensor _bytes;

    private ProbeQuestions(Tensor bytes)
    {
        _bytes = bytes;
        Texts = TextRows.Read(bytes);
    }

    internal IReadOnlyList<string> Texts { get; }

    internal IEnumerable<NamedTensor> State => [new NamedTensor(StateName, _bytes)];

    internal static ProbeQuestions Of(IExampleStore store, int seed)
    {
        var form = (PairForm)store.Form;
        var order = new EpochOrder(Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)), seed);
        var bytes = zeros([Math.Min(Most, order.ItemsPerEpoch), form.QuestionBytes], ScalarType.Byte).DetachFromDisposeScope();
        var pair = new byte[form.ExampleBytes];
        for (var i = 0; i < bytes.shape[0]; i++)
        {
            store.CopyTo(order.At(i), pair);
            pair.AsSpan(0, form.QuestionBytes).CopyTo(bytes.bytes[(i * form.QuestionBytes)..]);
        }

        return new ProbeQuestions(bytes);
    }

    /// <exception cref="CheckpointException"><c>checkpoint.doesNotFit(probe)</c>: there are none.</exception>
    internal static ProbeQuestions Of(Checkpoint checkpoint)
    {
        var shape = checkpoint.Tensors.TryGetValue(StateName, out var saved) ? saved.shape : throw CheckpointException.DoesNotFit(StateName);
        var bytes = zeros(shape, ScalarType.Byte).DetachFromDisposeScope();
        checkpoint.CopyTo([new NamedTensor(StateName, bytes)]);
        return new ProbeQuestions(bytes);
    }

    public void Dispose() => _bytes.Dispose();
}
