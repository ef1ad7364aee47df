namespace AigcStudio.Media.Gallery;

/// <summary>
/// A label to be heard, before the sound: the rhythm "short long, short short" that GB 45438-2025 names for sounds, which is
/// "AI" in Morse code. Soft tones of 800 Hz; one and an eighth of a second with the pause after it.
/// </summary>
internal static class AudibleLabel
{
    private const double Hertz = 800;
    private const int UnitMilliseconds = 80;
    private const double Amplitude = 0.15;
    private const double RampSeconds = 0.006;

    // Units of tone and of the pause after it, by Morse's proportions: 1 to 3, a letter's end is 3.
    private static readonly (int Tone, int Pause)[] Rhythm = [(1, 1), (3, 3), (1, 1), (1, 3)];

    public static short[] Make(int rateHz)
    {
        var unit = rateHz * UnitMilliseconds / 1000;
        var samples = new short[Rhythm.Sum(r => r.Tone + r.Pause) * unit];
        var at = 0;
        foreach (var (tone, pause) in Rhythm)
        {
            Tone(samples.AsSpan(at, tone * unit), rateHz);
            at += (tone + pause) * unit;
        }

        return samples;
    }

    private static void Tone(Span<short> samples, int rateHz)
    {
        var ramp = RampSeconds * rateHz;
        for (var i = 0; i < samples.Length; i++)
        {
            var envelope = Math.Min(1, Math.Min(i, samples.Length - 1 - i) / ramp);
            samples[i] = (short)(Amplitude * envelope * short.MaxValue * Math.Sin(2 * Math.PI * Hertz * i / rateHz));
        }
    }
}
