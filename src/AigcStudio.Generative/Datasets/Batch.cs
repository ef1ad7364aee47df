using static TorchSharp.torch;

namespace AigcStudio.Generative.Datasets;

/// <summary>What one step learns from; lives in the step's dispose scope.</summary>
/// <param name="Examples">Bytes as the pack holds them, <c>[N, ...]</c> uint8: pictures <c>[N, C, H, W]</c>, sounds <c>[N, samples, 2]</c>.</param>
/// <param name="Labels"><c>[N]</c> int64; an example without a label has the number after the last label.</param>
public sealed record Batch(Tensor Examples, Tensor Labels)
{
    public long Size => Examples.shape[0];
}
