using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Families.AudioVae;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Datasets;

public sealed class LogMelTests
{
    private const int RateHz = 16_000;

    [Fact]
    public void Bytes_become_samples_and_come_back()
    {
        using var scope = NewDisposeScope();
        short[] samples = [0, 1, -1, 255, -256, short.MaxValue, short.MinValue, 12345];
        var bytes = empty([2, 4, 2], ScalarType.Byte);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).CopyTo(bytes.bytes);
        var unit = SoundBytes.ToUnit(bytes);
        using var written = new MemoryStream();
        SoundBytes.Write(unit, 2, written);

        Assert.Equal(samples.Select(s => s / 32768f), unit.data<float>().ToArray());
        Assert.Equal(bytes.bytes.ToArray(), written.ToArray());
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(4000)]
    public void A_tone_lies_in_its_band_at_its_level(double hertz)
    {
        using var scope = NewDisposeScope();
        using var mel = new LogMel(RateHz, CPU);
        var frame = mel.Of(Tone(hertz, 0.1))[0][20];
        var band = (int)frame.argmax().item<long>();
        var centre = 700 * (Math.Pow(10, 2840.023 * (band + 1) / (LogMel.Bands + 1) / 2595) - 1);

        // Bands are 44 mel apart; 0.1 of full scale is -20 dB, which a band of several bins shares out among them.
        Assert.InRange(Mel(hertz) - Mel(centre), -30, 30);
        Assert.InRange((frame[band].item<float>() * LogMel.DecibelsPerUnit) - 50, -35, -19);
        Assert.Equal([125L, 64L], mel.Of(Tone(hertz, 0.1)).shape[1..]);
    }

    [Fact]
    public void Silence_is_the_floor()
    {
        using var scope = NewDisposeScope();
        using var mel = new LogMel(RateHz, CPU);

        Assert.All(mel.Of(zeros(1, RateHz)).data<float>().ToArray(), v => Assert.Equal(-20 / LogMel.DecibelsPerUnit, v, 1e-4));
    }

    [Fact]
    public void A_sound_is_found_for_its_frames()
    {
        using var scope = NewDisposeScope();
        using var mel = new LogMel(RateHz, CPU);
        var frames = mel.Of(Tone(440, 0.2) + Tone(1250, 0.1));
        var found = mel.Of(GriffinLim.Sound(mel, mel.Amplitudes(frames), RateHz, Chance.Row(1, 0, (int)frames.shape[0])));

        // Only where there is something to hear: 30 dB below the loudest band and up.
        var heard = frames > frames.max() - (30 / LogMel.DecibelsPerUnit);
        Assert.InRange((frames - found).abs().masked_select(heard).mean().item<float>() * LogMel.DecibelsPerUnit, 0, 3);
    }

    [Fact]
    public void A_sound_follows_from_its_own_number()
    {
        using var scope = NewDisposeScope();
        using var mel = new LogMel(RateHz, CPU);
        var amplitudes = mel.Amplitudes(mel.Of(cat([Tone(440, 0.2), Tone(660, 0.2)])).slice(1, 0, 25, 1));
        var both = GriffinLim.Sound(mel, amplitudes, 3200, Chance.Row(1, 4, (int)amplitudes.shape[0]));
        var second = GriffinLim.Sound(mel, amplitudes.slice(0, 1, 2, 1), 3200, Chance.Row(1, 5, 1));

        Assert.True(allclose(both[1], second[0], rtol: 1e-3, atol: 1e-4));
    }

    [Fact]
    public void The_spread_of_sounds_is_heard_and_not_counted_in_bytes()
    {
        using var scope = NewDisposeScope();
        var form = new AudioForm(RateHz, 3200);
        var same = Enumerable.Range(0, 6).Select(i => Tone(440, 0.2, phase: i)).ToList();
        var other = Enumerable.Range(0, 6).Select(i => Tone(200 * (i + 1), 0.2)).ToList();

        Assert.InRange(SampleSpread.Of(Bytes(same), form) / SampleSpread.Of(Bytes(other), form), 0, 0.2);
    }

    private static byte[] Bytes(List<Tensor> sounds)
    {
        using var bytes = new MemoryStream();
        SoundBytes.Write(cat(sounds).slice(1, 0, 3200, 1), sounds.Count, bytes);
        return bytes.ToArray();
    }

    private static Tensor Tone(double hertz, double amplitude, double phase = 0) =>
        ((arange(RateHz, ScalarType.Float64) * (2 * Math.PI * hertz / RateHz)) + phase).sin().mul(amplitude).to(ScalarType.Float32).unsqueeze(0);

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
}
