using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// Changes what the discriminator sees of real and painted pictures alike, so that it cannot learn a small dataset by heart and the painter
/// does not have to repeat it: brightness, saturation, contrast, a shift of up to an eighth, a hidden square of half the side
/// (Zhao et al. 2020, "Differentiable Augmentation for Data-Efficient GAN Training", arXiv:2006.10738, section 4). Slopes pass through, which
/// is why none of it shows in what is painted.
/// </summary>
internal static class PictureAugment
{
    private const int ShiftDivisor = 8;

    /// <param name="pictures"><c>[N, C, H, W]</c> in [-1, 1].</param>
    internal static Tensor Apply(Tensor pictures, Generator random)
    {
        using var scope = NewDisposeScope();
        return Hide(Shift(Colour(pictures, random), random), random).MoveToOuterDisposeScope();
    }

    private static Tensor Colour(Tensor x, Generator random)
    {
        x = x + Chance(x, random).sub_(0.5);
        if (x.shape[1] > 1)
        {
            var grey = x.mean([1], keepdim: true);
            x = ((x - grey) * Chance(x, random).mul_(2)) + grey;
        }

        var middle = x.mean([1, 2, 3], keepdim: true);
        return ((x - middle) * Chance(x, random).add_(0.5)) + middle;
    }

    // What comes in from beyond the edge is grey: 0.
    private static Tensor Shift(Tensor x, Generator random)
    {
        var (count, channels, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var (most, mostAcross) = (height / ShiftDivisor, width / ShiftDivisor);
        var padded = nn.functional.pad(x, [mostAcross, mostAcross, most, most]);
        var rows = Places(x, height, most, random).view(count, 1, height, 1).expand(-1, channels, -1, width + (2 * mostAcross));
        var columns = Places(x, width, mostAcross, random).view(count, 1, 1, width).expand(-1, channels, height, -1);
        return padded.gather(2, rows).gather(3, columns);
    }

    private static Tensor Hide(Tensor x, Generator random)
    {
        var rows = Hidden(x, x.shape[2], random).unsqueeze(3);
        var columns = Hidden(x, x.shape[3], random).unsqueeze(2);
        return x * (rows * columns).logical_not();
    }

    // Consecutive places of a padded side, from a first one of each picture's own: [N, side].
    private static Tensor Places(Tensor x, long side, long most, Generator random) =>
        randint((2 * most) + 1, [x.shape[0], 1], dtype: ScalarType.Int64, device: x.device, generator: random) + arange(side, device: x.device).unsqueeze(0);

    // True in half of a side, which may stick out: [N, 1, side].
    private static Tensor Hidden(Tensor x, long side, Generator random)
    {
        var middle = randint(side + 1, [x.shape[0], 1, 1], dtype: ScalarType.Int64, device: x.device, generator: random);
        return (arange(side, device: x.device).view(1, 1, side) - middle).abs().lt(side / 4);
    }

    private static Tensor Chance(Tensor x, Generator random) => rand([x.shape[0], 1, 1, 1], device: x.device, generator: random);
}
