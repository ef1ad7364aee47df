using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Structural similarity of pairs, at most 1 (Wang, Bovik, Sheikh, Simoncelli 2004, "Image Quality Assessment: From Error Visibility to
/// Structural Similarity", section III): Gaussian window of 11 with deviation 1.5, K1 0.01, K2 0.03, the mean over all places where the window
/// lies within the picture, and over channels. Only for pairs, as <see cref="Psnr"/>.
/// </summary>
public static class Ssim
{
    /// <param name="originals"><c>[N, C, H, W]</c>, no side below 11.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <param name="range">Difference between the brightest and the darkest legal value: 255 for bytes, 2 for [-1, 1].</param>
    /// <returns>One for each pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a side is shorter than the window.</exception>
    public static IReadOnlyList<double> Of(Tensor originals, Tensor rebuilt, double range)
    {
        using var scope = NewDisposeScope();
        var (a, b) = PicturePairs.Check(originals, rebuilt);
        var (luminance, structure) = SimilarityMaps.Of(a, b, range);
        return (luminance * structure).mean([1, 2, 3]).data<double>().ToArray();
    }
}
