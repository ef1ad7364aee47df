using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// A checkpoint read aside: every byte of it has been checked before anything can be copied into a live model.
/// </summary>
public sealed class Checkpoint(CheckpointHead head, IReadOnlyDictionary<string, Tensor> tensors) : IDisposable
{
    private readonly HashSet<string> _used = [];

    public CheckpointHead Head { get; } = head;

    /// <summary>Names of what was copied into a live model so far.</summary>
    public IReadOnlySet<string> Used => _used;

    public IReadOnlyDictionary<string, Tensor> Tensors { get; } = tensors;

    /// <summary>Overwrites live tensors: all of them, or, where one does not fit, none.</summary>
    /// <exception cref="CheckpointException"><c>checkpoint.doesNotFit(tensor)</c>.</exception>
    public void CopyTo(IEnumerable<NamedTensor> live)
    {
        var pairs = live.Select(l => (l.Name, Live: l.Tensor, Saved: Find(l))).ToList();
        using var unwatched = no_grad();
        foreach (var (name, target, saved) in pairs)
        {
            target.copy_(saved);
            _used.Add(name);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private Tensor Find(NamedTensor live) =>
        Tensors.TryGetValue(live.Name, out var saved) && Fits(saved.dtype, live.Tensor.dtype) && saved.shape.SequenceEqual(live.Tensor.shape)
            ? saved
            : throw CheckpointException.DoesNotFit(live.Name);

    // A slim checkpoint holds half precision, which widens without loss.
    private static bool Fits(ScalarType saved, ScalarType live) => saved == live || (saved == ScalarType.Float16 && live == ScalarType.Float32);
}
