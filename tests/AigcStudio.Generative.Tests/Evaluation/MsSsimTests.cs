using AigcStudio.Generative.Evaluation;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>
/// Figures of a plain implementation in scipy 1.10.1: <c>ndimage.correlate</c> with the full window, and with 2 x 2, mirrored, between scales.
/// </summary>
public sealed class MsSsimTests
{
    [Theory]
    [InlineData(28, 2, 0.9667272927732256)]
    [InlineData(45, 3, 0.9783395446681674)]
    [InlineData(176, 5, 0.9549928145500977)]
    public void It_is_that_of_scipy_with_as_many_scales_as_fit(int side, int scales, double expected)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(scales, MsSsim.Scales(side));
        Assert.Equal(expected, Assert.Single(MsSsim.Of(Pattern(side), Changed(side), 255)), 1e-9);
        Assert.Equal(1, Assert.Single(MsSsim.Of(Pattern(side), Pattern(side), 255)), 1e-12);
    }

    [Fact]
    public void Channels_are_averaged_after_the_product_and_pairs_are_not()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (cat([Pattern(45), Soft(45)], 1), cat([Changed(45), Soft(45) + (Changed(45) / 4)], 1));

        var both = MsSsim.Of(cat([one, one], 0), cat([other, one], 0), 255);

        Assert.Equal(0.9403962352114406, both[0], 1e-9);
        Assert.Equal(1, both[1], 1e-12);
    }

    [Fact]
    public void A_negative_is_as_unlike_as_can_be_and_no_root_of_a_negative_number()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Assert.Single(MsSsim.Of(255 - Pattern(45), Pattern(45), 255)));
    }

    [Fact]
    public void A_picture_smaller_than_the_window_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => MsSsim.Of(zeros(1, 1, 10, 32), zeros(1, 1, 10, 32), 255));
        Assert.Equal([1, 1, 2, 3, 4, 4, 5, 5], new[] { 11, 20, 21, 64, 81, 160, 161, 512 }.Select(s => MsSsim.Scales(s)));
    }

    private static Tensor Pattern(int side) => Made(side, (x, y) => Wave(x, y));

    private static Tensor Changed(int side) => Made(side, (x, y) => Math.Clamp(Wave(x, y) + ((((5 * x) + (3 * y)) % 17) * 6) - 48, 0, 255));

    private static Tensor Soft(int side) => Made(side, (x, y) => 128 + (90 * Math.Sin((0.21 * x) + (0.1 * y)) * Math.Cos(0.13 * y)));

    private static int Wave(int x, int y) => ((7 * x) + (13 * y) + (x * y)) % 256;

    private static Tensor Made(int side, Func<int, int, double> pixel) =>
        tensor(Enumerable.Range(0, side * side).Select(i => pixel(i % side, i / side)).ToArray()).view(1, 1, side, side);
}
