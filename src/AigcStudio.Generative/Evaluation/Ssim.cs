using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Structural similarity of pairs, at most 1 (Wang, Bovik, Sheikh, Simoncelli 2004, "Image Quality Assessment: From Error Visibility to
/// Structural Similarity", section III): Gaussian window of 11 with deviation 1.5, K1 0.01, K2 0.03, the mean over all places where the window
/// lies within the picture, and over channels. Only for pairs, as <see cref="Psnr"/>.
/// </summary>
public static class Ssim
{
    private const int Window = 11;
    private const double Deviation = 1.5;
    private const double K1 = 0.01;
    private const double K2 = 0.03;

    /// <param name="originals"><c>[N, C, H, W]</c>, no side below 11.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <param name="range">Difference between the brightest and the darkest legal value: 255 for bytes, 2 for [-1, 1].</param>
    /// <returns>One for each pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a side is shorter than the window.</exception>
    public static IReadOnlyList<double> Of(Tensor originals, Tensor rebuilt, double range)
    {
        using var scope = NewDisposeScope();
        var (a, b) = PicturePairs.Check(originals, rebuilt);
        if (Math.Min(a.shape[2], a.shape[3]) < Window)
        {
            throw new ArgumentException($"A window of {Window} does not fit into {a.shape[2]} x {a.shape[3]}.");
        }

        var (meanA, meanB) = (Blur(a), Blur(b));
        var varianceA = Blur(a * a) - (meanA * meanA);
        var varianceB = Blur(b * b) - (meanB * meanB);
        var covariance = Blur(a * b) - (meanA * meanB);
        var (c1, c2) = (K1 * range * (K1 * range), K2 * range * (K2 * range));
        var likeness = ((2 * meanA * meanB) + c1) * ((2 * covariance) + c2)
            / (((meanA * meanA) + (meanB * meanB) + c1) * (varianceA + varianceB + c2));
        return likeness.mean([1, 2, 3]).data<double>().ToArray();
    }

    // The window is a product of two, so two passes of 11 do for one of 121.
    private static Tensor Blur(Tensor x)
    {
        var weights = (arange(Window, ScalarType.Float64) - (Window / 2)).square().div(-2 * Deviation * Deviation).exp();
        weights = weights / weights.sum();
        var (count, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var rows = nn.functional.conv2d(x.reshape(count * channels, 1, height, width), weights.view(1, 1, Window, 1));
        var both = nn.functional.conv2d(rows, weights.view(1, 1, 1, Window));
        return both.view(count, channels, height - Window + 1, width - Window + 1);
    }
}
