using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Sounds;

/// <summary>Sounds that are measured.</summary>
internal static class Recordings
{
    /// <exception cref="ArgumentException">It is not <c>[N, S]</c> with so many samples at least.</exception>
    internal static Tensor Check(Tensor sounds, long leastSamples) => sounds.dim() == 2 && sounds.shape[1] >= leastSamples && sounds.shape[0] > 0
        ? sounds.to(float64).cpu()
        : throw new ArgumentException($"Sounds are [N, S] with {leastSamples} samples at least; here are [{string.Join(", ", sounds.shape)}].");

    /// <exception cref="ArgumentException">They are not <c>[N, S]</c> of one shape with so many samples at least.</exception>
    internal static (Tensor A, Tensor B) CheckPairs(Tensor a, Tensor b, long leastSamples) => a.shape.SequenceEqual(b.shape)
        ? (Check(a, leastSamples), Check(b, leastSamples))
        : throw new ArgumentException($"Pairs need one shape [N, S]; here are [{string.Join(", ", a.shape)}] and [{string.Join(", ", b.shape)}].");
}
