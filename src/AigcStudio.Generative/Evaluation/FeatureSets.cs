using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>Two sets of features of one network, compared as a whole.</summary>
internal static class FeatureSets
{
    /// <exception cref="ArgumentException">They are not <c>[N, D]</c> and <c>[M, D]</c>, N and M at least 2.</exception>
    internal static void Check(Tensor a, Tensor b)
    {
        if (a.dim() != 2 || b.dim() != 2 || a.shape[1] != b.shape[1] || Math.Min(a.shape[0], b.shape[0]) < 2)
        {
            throw new ArgumentException($"Sets of features are [N, D] and [M, D], two items at least; here are [{string.Join(", ", a.shape)}] and [{string.Join(", ", b.shape)}].");
        }
    }
}
