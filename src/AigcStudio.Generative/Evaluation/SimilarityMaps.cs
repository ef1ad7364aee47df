using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// What <see cref="Ssim"/> and <see cref="MsSsim"/> are made of, for each place where the window lies within the picture: likeness of luminance,
/// and of contrast and structure in one (Wang, Bovik, Sheikh, Simoncelli 2004, equations 6 and 9 to 13 with C3 = C2 / 2).
/// </summary>
internal static class SimilarityMaps
{
    internal const int Window = 11;
    private const double Deviation = 1.5;
    private const double K1 = 0.01;
    private const double K2 = 0.03;

    /// <returns>Two of <c>[N, C, H - 10, W - 10]</c>, in the scope of the caller.</returns>
    /// <exception cref="ArgumentException">A side is shorter than the window.</exception>
    internal static (Tensor Luminance, Tensor Structure) Of(Tensor a, Tensor b, double range)
    {
        if (Math.Min(a.shape[2], a.shape[3]) < Window)
        {
            throw new ArgumentException($"A window of {Window} does not fit into {a.shape[2]} x {a.shape[3]}.");
        }

        using var scope = NewDisposeScope();
        var (meanA, meanB) = (Blur(a), Blur(b));
        var varianceA = Blur(a * a) - (meanA * meanA);
        var varianceB = Blur(b * b) - (meanB * meanB);
        var covariance = Blur(a * b) - (meanA * meanB);
        var (c1, c2) = (K1 * range * (K1 * range), K2 * range * (K2 * range));
        var luminance = ((2 * meanA * meanB) + c1) / ((meanA * meanA) + (meanB * meanB) + c1);
        var structure = ((2 * covariance) + c2) / (varianceA + varianceB + c2);
        return (luminance.MoveToOuterDisposeScope(), structure.MoveToOuterDisposeScope());
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
