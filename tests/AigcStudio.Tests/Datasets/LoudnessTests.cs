using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AigcStudio.Media.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed partial class LoudnessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public void The_standards_own_tone_has_the_standards_own_loudness(int rateHz)
    {
        // BS.1770-4, annex 1: a sine of 997 Hz at full scale in one channel reads -3.01 LKFS.
        Assert.InRange(Loudness.Integrated(Sounds.Sine(997, 3, rateHz, 1), rateHz), -3.06, -2.96);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Another_meter_reads_the_same(int kind)
    {
        Assert.SkipUnless(File.Exists(Sounds.Ffmpeg), "ffmpeg is not installed: no other meter here.");
        float[] sound = kind switch
        {
            0 => Sounds.Noise(3, 4, 16_000),
            1 => [.. Sounds.Noise(4, 2, 16_000, 0.5), .. Sounds.Noise(5, 3, 16_000, 0.002), .. Sounds.Tune(6, 2, 16_000)],
            _ => [.. Sounds.Tune(7, 3, 16_000), .. new float[32_000]],
        };
        var path = _folder.Write("sound.wav", Sounds.Wav(sound, 16_000));

        // The meter prints tenths, so that 0.05 of the difference may be its rounding.
        Assert.InRange(Loudness.Integrated(sound, 16_000) - ByFfmpeg(path), -0.2, 0.2);
    }

    [Fact]
    public void A_sound_shorter_than_a_block_is_measured_over_its_own_length()
    {
        Assert.InRange(
            Loudness.Integrated(Sounds.Noise(1, 0.2, 16_000), 16_000) - Loudness.Integrated(Sounds.Noise(1, 3, 16_000), 16_000), -0.5, 0.5);
    }

    [Fact]
    public void A_pause_does_not_make_a_sound_softer()
    {
        var noise = Sounds.Noise(1, 2, 16_000);

        Assert.InRange(
            Loudness.Integrated([.. noise, .. new float[160_000]], 16_000) - Loudness.Integrated(noise, 16_000), -0.5, 0.1);
    }

    private static double ByFfmpeg(string path)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            Sounds.Ffmpeg, ["-nostdin", "-hide_banner", "-i", path, "-af", "ebur128", "-f", "null", "-"])
        { RedirectStandardError = true })!;
        return double.Parse(Integrated().Matches(ffmpeg.StandardError.ReadToEnd())[^1].Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"I:\s+(-?[\d.]+) LUFS")]
    private static partial Regex Integrated();
}
