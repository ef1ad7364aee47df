using AigcStudio.Core.Campaigns;
using AigcStudio.Media.Datasets;
using AigcStudio.Tests.Datasets;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>A sound of an ad goes out as loud as ads are, and is never bent to get there.</summary>
public sealed class SoundLevelTests : IDisposable
{
    private const int Rate = 16_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_soft_and_a_loud_one_come_out_alike(float amplitude)
    {
        var (before, after, _) = Levelled(Sounds.Sine(440, 2, Rate, amplitude));

        Assert.Equal(AdSound.TargetLufs, before.Levelled, 6);
        Assert.Equal(AdSound.TargetLufs, after.Loudness, 1);
        Assert.Equal(before.Seconds, after.Seconds);
    }

    [Fact]
    public void One_of_few_high_peaks_comes_as_near_as_its_peaks_allow_and_says_so_before()
    {
        var sound = Sounds.Sine(440, 2, Rate, 0.02f);
        Sounds.Sine(440, 0.005, Rate, 0.5f).CopyTo(sound, Rate);

        var (before, after, samples) = Levelled(sound);

        Assert.InRange(before.Levelled, before.Loudness + 3, AdSound.TargetLufs - 3);
        Assert.Equal(before.Levelled, after.Loudness, 1);
        Assert.InRange(TruePeak.Of(samples, Rate), 0.88, 0.9);
    }

    [Fact]
    public void Silence_stays_silence()
    {
        var (before, after, samples) = Levelled(new float[Rate]);

        Assert.Equal(double.NegativeInfinity, before.Levelled);
        Assert.Equal(double.NegativeInfinity, after.Loudness);
        Assert.All(samples, s => Assert.Equal(0, s));
    }

    private (AdSound Before, AdSound After, float[] Samples) Levelled(float[] sound)
    {
        var path = _folder.Write("before.wav", Sounds.Wav(sound, Rate));
        var output = path + ".levelled";
        SoundService.Level(path, output);
        var bytes = File.ReadAllBytes(output).AsSpan(44);
        var samples = new float[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BitConverter.ToInt16(bytes[(2 * i)..]) / 32768f;
        }

        return (SoundService.Measure(path), SoundService.Measure(output), samples);
    }
}
