using AigcStudio.Media.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class ResamplerTests
{
    private const double SixtyDecibels = 1e-3;

    [Theory]
    [InlineData(96_000, 16_000, 1_000)]
    [InlineData(96_000, 16_000, 7_000)]
    [InlineData(44_100, 16_000, 5_000)]
    [InlineData(8_000, 16_000, 3_000)]
    [InlineData(44_099, 16_000, 3_000)]
    [InlineData(16_000, 64_000, 7_000)]
    public void A_tone_keeps_its_frequency_phase_and_height(int fromHz, int toHz, double hertz)
    {
        var resampled = Resampler.Resample(Sounds.Sine(hertz, 0.5, fromHz), fromHz, toHz);
        var wanted = Sounds.Sine(hertz, 0.5, toHz);

        Assert.InRange(resampled.Length, wanted.Length, wanted.Length + 1);
        Assert.InRange(Rms(Middle(resampled).Zip(Middle(wanted), (a, b) => a - b)) / Rms(Middle(wanted)), 0, SixtyDecibels);
    }

    [Theory]
    [InlineData(96_000, 8_100)]
    [InlineData(96_000, 9_000)]
    [InlineData(96_000, 15_500)]
    [InlineData(96_000, 40_000)]
    [InlineData(44_100, 12_000)]
    [InlineData(44_100, 21_000)]
    public void What_the_new_rate_cannot_carry_does_not_come_back_as_another_tone(int fromHz, double hertz)
    {
        var tone = Sounds.Sine(hertz, 0.5, fromHz);

        Assert.InRange(Rms(Middle(Resampler.Resample(tone, fromHz, 16_000))) / Rms(tone), 0, SixtyDecibels);
    }

    [Fact]
    public void Blocks_make_no_difference()
    {
        var sound = Sounds.Noise(1, 0.2, 44_100);
        var inBlocks = new List<float>();
        var resampler = new Resampler(44_100, 16_000, inBlocks);
        foreach (var block in sound.Chunk(577))
        {
            resampler.Add(block);
        }

        resampler.Finish();
        Assert.Equal(Resampler.Resample(sound, 44_100, 16_000), inBlocks);
    }

    private static float[] Middle(float[] sound) => sound[(sound.Length / 5)..(sound.Length * 4 / 5)];

    private static double Rms(IEnumerable<float> sound) => Math.Sqrt(sound.Average(s => (double)s * s));
}
