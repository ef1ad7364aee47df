using AigcStudio.Generative.Evaluation;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Figures of scikit-image 0.19.3 on the same pictures: Gaussian weights, sigma 1.5, no sample covariance, range 255.</summary>
public sealed class PicturePairTests
{
    private const int Side = 32;

    [Fact]
    public void Psnr_is_that_of_scikit_image()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(34.38686483989509, Assert.Single(Psnr.Of(Pattern(), Changed(), 255)), 1e-6);
        Assert.Equal([double.PositiveInfinity], Psnr.Of(Pattern(), Pattern(), 255));
    }

    [Fact]
    public void Ssim_is_that_of_scikit_image()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0.9970415176517342, Assert.Single(Ssim.Of(Pattern(), Changed(), 255)), 1e-6);
        Assert.Equal(1, Assert.Single(Ssim.Of(Pattern(), Pattern(), 255)), 1e-12);
    }

    [Fact]
    public void Channels_are_averaged_and_pairs_are_not()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Pattern(), Changed());
        var one = cat([a, b, 255 - a.to(int32)], 1);
        var other = cat([b, a, 255 - b.to(int32)], 1);

        var both = Ssim.Of(cat([one, one], 0), cat([other, one], 0), 255);

        Assert.Equal(0.9970415195999234, both[0], 1e-6);
        Assert.Equal(1, both[1], 1e-12);
    }

    [Fact]
    public void What_is_no_pair_or_too_small_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Psnr.Of(Pattern(), Pattern().slice(3, 0, 16, 1), 255));
        Assert.Throws<ArgumentException>(() => Ssim.Of(zeros(1, 1, 10, 32), zeros(1, 1, 10, 32), 255));
    }

    private static Tensor Pattern() => Made((x, y) => ((7 * x) + (13 * y) + (x * y)) % 256);

    private static Tensor Changed() => Made((x, y) => Math.Clamp((((7 * x) + (13 * y) + (x * y)) % 256) + (((5 * x) + (3 * y)) % 17) - 8, 0, 255));

    private static Tensor Made(Func<int, int, int> pixel) =>
        tensor(Enumerable.Range(0, Side * Side).Select(i => (byte)pixel(i % Side, i / Side)).ToArray()).view(1, 1, Side, Side);
}
