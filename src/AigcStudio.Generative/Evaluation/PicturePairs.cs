using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>Pictures that are compared one with one.</summary>
internal static class PicturePairs
{
    /// <summary>Both on the processor in double precision: in single, the variances of bright plain areas cancel.</summary>
    /// <exception cref="ArgumentException">They are not <c>[N, C, H, W]</c> of one shape.</exception>
    internal static (Tensor A, Tensor B) Check(Tensor a, Tensor b) => a.dim() == 4 && a.shape.SequenceEqual(b.shape)
        ? (a.to(float64).cpu(), b.to(float64).cpu())
        : throw new ArgumentException($"Pairs need one shape [N, C, H, W]; here are [{string.Join(", ", a.shape)}] and [{string.Join(", ", b.shape)}].");
}
