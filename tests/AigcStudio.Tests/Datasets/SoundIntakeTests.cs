using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class SoundIntakeTests : IDisposable
{
    private const int RateHz = 16_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8, false, false, 1, 8_000)]
    [InlineData(16, false, false, 2, 44_100)]
    [InlineData(24, false, false, 1, 48_000)]
    [InlineData(32, false, false, 1, 22_050)]
    [InlineData(32, true, false, 2, 96_000)]
    [InlineData(64, true, false, 1, 16_000)]
    [InlineData(24, false, true, 6, 44_100)]
    [InlineData(32, true, true, 1, 11_025)]
    [InlineData(16, false, false, 1, 44_099)]
    public void Every_coding_gives_the_same_tone(int bits, bool ieee, bool extensible, int channels, int rateHz)
    {
        var mono = Sounds.Sine(440, 0.5, rateHz);
        float[] samples = [.. mono.SelectMany(s => Enumerable.Repeat(s, channels))];

        var finding = TakeIn(Sounds.Wav(samples, rateHz, bits, channels, ieee, extensible));

        Assert.Null(finding.Refusal);
        Assert.Equal("wav", finding.Format);
        Assert.InRange(finding.OriginalMilliseconds, 499, 501);
        Assert.InRange(finding.Look.Milliseconds, 499, 501);
        Assert.Equal(SoundLook.PeakCount, finding.Look.Peaks.Length);
        Assert.InRange(Hertz(Written()), 439, 441);
    }

    [Fact]
    public void Channels_are_averaged()
    {
        var tone = Sounds.Sine(440, 0.5, RateHz);
        float[] against = [.. tone.SelectMany(s => new[] { s, -s })];

        Assert.Equal("import.sound.silent", TakeIn(Sounds.Wav(against, RateHz, channels: 2)).Refusal!.Code);
    }

    [Fact]
    public void Silence_at_both_ends_goes_and_a_guard_stays()
    {
        var silence = new float[RateHz / 2];
        var finding = TakeIn(Sounds.Wav([.. silence, .. Sounds.Sine(440, 0.4, RateHz), .. silence], RateHz));

        Assert.Equal(1400, finding.OriginalMilliseconds);
        Assert.InRange(finding.Look.Milliseconds, 400 + (2 * SilenceTrim.GuardMilliseconds) - 10, 400 + (2 * SilenceTrim.GuardMilliseconds) + 10);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.9)]
    public void Loud_and_soft_come_out_at_the_target(double amplitude)
    {
        TakeIn(Sounds.Wav(Sounds.Sine(1000, 1, RateHz, amplitude), RateHz, bits: 32, ieee: true));

        Assert.InRange(Loudness.Integrated(Written(), RateHz), Loudness.TargetLufs - 0.1, Loudness.TargetLufs + 0.1);
    }

    [Fact]
    public void A_peak_is_never_driven_into_clipping()
    {
        var sound = Sounds.Sine(300, 1, RateHz, 0.001);
        sound[8000] = 0.9f;
        TakeIn(Sounds.Wav(sound, RateHz, bits: 32, ieee: true));

        Assert.InRange(TruePeak.Of(Written(), RateHz), 0.8, Math.Pow(10, Loudness.HighestTruePeak / 20) + 1e-4);
    }

    [Fact]
    public void A_sound_that_was_taken_in_becomes_an_example_of_its_form()
    {
        var path = _folder.Write("in", Sounds.Wav(Sounds.Sine(440, 0.5, RateHz), RateHz));
        new SoundIntake(SoundCaps.Default, null).TakeIn(path, _folder["out.wav"]);
        var bad = SoundService.Decode([_folder["out.wav"], _folder.Write("bad", "no sound"u8)], new AudioForm(RateHz, 12_000), _folder["raw"], TestContext.Current.CancellationToken);
        var raw = File.ReadAllBytes(_folder["raw"]);

        Assert.Equal([1], bad);
        Assert.Equal(2 * 24_000, raw.Length);
        Assert.Equal(File.ReadAllBytes(_folder["out.wav"])[44..], raw[..16_000]);
        Assert.All(raw[16_000..], b => Assert.Equal(0, b));
    }

    private SoundFinding TakeIn(byte[] file) =>
        new SoundIntake(SoundCaps.Default, null).TakeIn(_folder.Write("in", file), _folder["out.wav"]);

    private float[] Written()
    {
        var bytes = File.ReadAllBytes(_folder["out.wav"]);
        Assert.Equal(RateHz, BitConverter.ToInt32(bytes, 24));
        return [.. Enumerable.Range(0, (bytes.Length - 44) / 2).Select(i => BitConverter.ToInt16(bytes, 44 + (2 * i)) / 32768f)];
    }

    /// <summary>By counting where the middle of the sound goes up through zero.</summary>
    private static double Hertz(float[] sound)
    {
        var middle = sound[1000..^1000];
        var ups = Enumerable.Range(1, middle.Length - 1).Where(i => middle[i - 1] < 0 && middle[i] >= 0)
            .Select(i => i - 1 + (middle[i - 1] / (double)(middle[i - 1] - middle[i]))).ToList();
        return RateHz * (ups.Count - 1) / (ups[^1] - ups[0]);
    }
}
