using TorchSharp;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>
/// Makes pictures smaller as the studio's decoder does (libvips): by four first a box of two, then by two a Lanczos window of three lobes, edges
/// repeated, rounded to levels after every pass. A model that learned from another shrinking would undo that other one.
/// </summary>
internal static class PictureShrink
{
    private const int Lobes = 3;
    private const int Half = 2 * Lobes;

    /// <param name="levels"><c>[N, C, H, W]</c>, bytes or levels 0 to 255.</param>
    /// <param name="factor">2 or 4.</param>
    /// <returns>Levels 0 to 255 as floats, <c>[N, C, H / factor, W / factor]</c>.</returns>
    internal static Tensor Of(Tensor levels, int factor)
    {
        using var scope = NewDisposeScope();
        var (count, channels, height, width) = (levels.shape[0], levels.shape[1], levels.shape[2], levels.shape[3]);
        var planes = levels.to(float32).reshape(count * channels, 1, height, width);
        if (factor == 4)
        {
            planes = nn.functional.avg_pool2d(planes, 2).round();
        }

        var window = Window(levels.device);
        var padded = nn.functional.pad(planes, [Half - 1, Half - 1, Half - 1, Half - 1], PaddingModes.Replicate);
        var lower = Levels(nn.functional.conv2d(padded, window.view(1, 1, -1, 1), strides: [2, 1]));
        var small = Levels(nn.functional.conv2d(lower, window.view(1, 1, 1, -1), strides: [1, 2]));
        return small.view(count, channels, height / factor, width / factor).MoveToOuterDisposeScope();
    }

    private static Tensor Levels(Tensor values) => values.round().clamp(0, 255);

    // Of twelve pixels around the middle between the sixth and the seventh.
    private static Tensor Window(Device device)
    {
        var weights = Enumerable.Range(0, 2 * Half).Select(i => Lanczos((i - Half + 0.5) / 2)).ToArray();
        return tensor(weights.Select(w => (float)(w / weights.Sum())).ToArray(), device: device);
    }

    private static double Lanczos(double x) => Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / Lobes) * Lobes / (Math.PI * Math.PI * x * x);
}
