using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// A checkpoint for drawing alone: the averaged weights in half precision, a few percent of the size. A run cannot resume
/// from it.
/// </summary>
public static class SlimCheckpoint
{
    /// <summary>What samplers load, by the names that learners give: see <see cref="IModelFamily.OpenSampler"/>.</summary>
    private const string Drawing = "average.";

    /// <returns>Bytes of the slim file.</returns>
    /// <exception cref="CheckpointException"><c>checkpoint.damaged(file)</c>.</exception>
    public static long Write(string checkpointPath, string slimPath)
    {
        using var scope = NewDisposeScope();
        using var whole = CheckpointFile.Read(checkpointPath);
        var kept = whole.Tensors
            .Where(t => t.Key.StartsWith(Drawing, StringComparison.Ordinal))
            .Select(t => new NamedTensor(t.Key, t.Value.dtype == ScalarType.Float32 ? t.Value.to(ScalarType.Float16) : t.Value))
            .ToList();
        return CheckpointFile.Write(slimPath, whole.Head, kept);
    }
}
