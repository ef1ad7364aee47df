using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Structural similarity of pairs over several scales, 0 to 1 (Wang, Simoncelli, Bovik 2003, "Multi-scale structural similarity for image quality
/// assessment", equation 7 and section 3.2): l_M^w_M times the product over scales j of (cs_j)^w_j, each scale half the one before, the means of a
/// scale taken before the power and the product before the mean over channels. Five scales need a side of 161; smaller pictures get as many as the
/// window of 11 fits into (28 pixels: 2; 64: 3), the weights of those divided by their sum, so figures of different sides are not to be compared.
/// A negative mean has no real power and counts as 0. Only for pairs, as <see cref="Psnr"/>.
/// </summary>
public static class MsSsim
{
    // The paper's, found by asking viewers; the first belongs to the full picture.
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <param name="originals"><c>[N, C, H, W]</c>, no side below 11.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <param name="range">Difference between the brightest and the darkest legal value: 255 for bytes, 2 for [-1, 1].</param>
    /// <returns>One for each pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a side is shorter than the window.</exception>
    public static IReadOnlyList<double> Of(Tensor originals, Tensor rebuilt, double range)
    {
        using var scope = NewDisposeScope();
        var (a, b) = PicturePairs.Check(originals, rebuilt);
        var scales = Scales(Math.Min(a.shape[2], a.shape[3]));
        var product = ones([a.shape[0], a.shape[1]], ScalarType.Float64);
        for (var scale = 0; scale < scales; scale++)
        {
            (a, b) = scale == 0 ? (a, b) : (Halved(a), Halved(b));
            var (luminance, structure) = SimilarityMaps.Of(a, b, range);
            var likeness = scale == scales - 1 ? luminance * structure : structure;
            product *= likeness.mean([2, 3]).clamp(min: 0).pow(Weights[scale] / Weights.Take(scales).Sum());
        }

        return product.mean([1]).data<double>().ToArray();
    }

    /// <summary>How many scales a picture of that shorter side gets, 1 to 5.</summary>
    public static int Scales(long side)
    {
        var scales = 1;
        for (var next = (side + 1) / 2; next >= SimilarityMaps.Window && scales < Weights.Length; next = (next + 1) / 2)
        {
            scales++;
        }

        return scales;
    }

    // The mean of 2 x 2; the last row of an odd number stands alone, as in the authors' code, which mirrors it.
    private static Tensor Halved(Tensor x) => nn.functional.avg_pool2d(x, 2, ceil_mode: true, count_include_pad: false);
}
