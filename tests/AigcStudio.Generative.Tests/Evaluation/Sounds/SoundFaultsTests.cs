using AigcStudio.Generative.Evaluation.Sounds;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Sounds;

public sealed class SoundFaultsTests
{
    private const int RateHz = 8000;

    [Fact]
    public void A_sine_has_its_levels_and_no_fault()
    {
        using var scope = NewDisposeScope();

        // 100 Hz at 0.5 for a second: whole periods. The peak lies on a sample; the mean square is a half of 0.25.
        var faults = Assert.Single(SoundFaults.Of(Made(RateHz, i => 0.5 * Math.Sin(2 * Math.PI * i / 80)), RateHz));

        Assert.Equal((0.0, 0.0), (faults.Clipped, faults.Silent));
        Assert.Equal(0, faults.Offset, 1e-12);
        Assert.Equal(-6.020599913279624, faults.PeakDecibels, 1e-9);
        Assert.Equal(-9.030899869919436, faults.RmsDecibels, 1e-9);
    }

    [Fact]
    public void Only_three_samples_in_a_row_are_clipped()
    {
        using var scope = NewDisposeScope();

        // Two at the top, three at the bottom, four at the top: seven of 200.
        var faults = Assert.Single(SoundFaults.Of(
            Made(200, i => i switch { < 2 => 1, >= 10 and < 13 => -1, >= 50 and < 54 => 0.999, 100 => 1, _ => 0.1 }), RateHz));

        Assert.Equal(7.0 / 200, faults.Clipped, 1e-12);
        Assert.Equal(0, faults.PeakDecibels, 1e-12);
        Assert.Equal(((2 - 3 + (4 * 0.999) + 1) + (190 * 0.1)) / 200, faults.Offset, 1e-12);
    }

    [Fact]
    public void Frames_below_a_thousandth_are_silent_and_the_rest_is_no_frame()
    {
        using var scope = NewDisposeScope();

        // Frames of 160: 0.0009, 0.0011, 0, 0.5, and half a frame of nothing.
        double[] levels = [0.0009, 0.0011, 0, 0.5, 0];
        var faults = SoundFaults.Of(cat([Made(720, i => levels[i / 160]), Made(720, _ => 0)], 0), RateHz);

        Assert.Equal([0.5, 1], faults.Select(f => f.Silent));
        Assert.Equal(double.NegativeInfinity, faults[1].PeakDecibels);
        Assert.Equal(double.NegativeInfinity, faults[1].RmsDecibels);
    }

    [Fact]
    public void Less_than_a_frame_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => SoundFaults.Of(zeros(1, 159), RateHz));
        Assert.Throws<ArgumentException>(() => SoundFaults.Of(zeros(160), RateHz));
    }

    private static Tensor Made(int samples, Func<int, double> sample) => tensor(Enumerable.Range(0, samples).Select(sample).ToArray()).unsqueeze(0);
}
