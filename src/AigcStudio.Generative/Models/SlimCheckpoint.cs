using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// A checkpoint for drawing alone: what the family's sampler reads of the whole one, in half precision. A run cannot resume
/// from it.
/// </summary>
public static class SlimCheckpoint
{
    /// <returns>Bytes of the slim file.</returns>
    /// <exception cref="CheckpointException"><c>checkpoint.damaged(file)</c>.</exception>
    public static long Write(string checkpointPath, string slimPath)
    {
        using var scope = NewDisposeScope();
        using var whole = CheckpointFile.Read(checkpointPath);
        ModelFamilies.Of(whole.Head.Recipe.FamilyId).OpenSampler(whole, CPU).Dispose();
        var kept = whole.Tensors
            .Where(t => whole.Used.Contains(t.Key))
            .Select(t => new NamedTensor(t.Key, t.Value.dtype == ScalarType.Float32 ? t.Value.to(ScalarType.Float16) : t.Value))
            .ToList();
        return CheckpointFile.Write(slimPath, whole.Head, kept);
    }
}
