using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>What a sound is recognised by: enough of the same tells, stillness and plainness tell nothing.</summary>
public sealed class SoundPrintTests
{
    private const int RateHz = 16_000;

    [Fact]
    public void A_sound_lies_near_itself_made_softer_or_cut_at_its_start_and_far_from_another()
    {
        var tune = Sounds.Tune(1, 2, RateHz);
        var print = Print(tune);

        Assert.True(SoundPrint.Tells(print));
        Assert.InRange(SoundPrint.Distance(print, Print([.. tune.Select(s => s / 2)])), 0, 0.02);
        Assert.InRange(SoundPrint.Distance(print, Print(tune[(RateHz / 20)..])), 0, 0.15);
        Assert.InRange(SoundPrint.Distance(print, Print(Sounds.Tune(2, 2, RateHz))), 0.4, 1);
    }

    [Fact]
    public void Which_of_two_sounds_is_asked_about_does_not_matter()
    {
        var (one, other) = (Print(Sounds.Tune(3, 1, RateHz)), Print(Sounds.Tune(3, 1, RateHz)[800..]));

        Assert.Equal(SoundPrint.Distance(one, other), SoundPrint.Distance(other, one));
        Assert.InRange(SoundPrint.Distance(one, other), 0.001, 0.2);
    }

    [Fact]
    public void Silence_and_plain_tones_tell_too_little_and_are_alike_to_nothing()
    {
        var silence = Print(new float[2 * RateHz]);
        var (low, high) = (Print(Sounds.Sine(440, 2, RateHz)), Print(Sounds.Sine(880, 2, RateHz)));

        Assert.False(SoundPrint.Tells(silence));
        Assert.Equal(1, SoundPrint.Distance(silence, silence));
        Assert.InRange(SoundPrint.Distance(low, high), 0.4, 1);
    }

    [Fact]
    public void A_click_tells_too_little_and_half_a_sound_is_not_the_sound()
    {
        Assert.Empty(Print(Sounds.Noise(1, 0.1, RateHz)));
        Assert.False(SoundPrint.Tells(Print(Sounds.Noise(1, 0.2, RateHz))));
        var tune = Sounds.Tune(4, 4, RateHz);
        Assert.Equal(1, SoundPrint.Distance(Print(tune), Print(tune[..RateHz])));
    }

    [Fact]
    public void Of_a_long_sound_the_first_minute_is_written_down() =>
        Assert.Equal(SoundPrint.MostFrames * SoundPrint.FrameBytes, Print(Sounds.Noise(1, 70, RateHz)).Length);

    private static byte[] Print(float[] sound) => SoundPrinting.Of(sound, RateHz);
}
