using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>
/// Cuts silence off both ends. A frame of 10 ms is silence where its power lies 40 dB or more below the loudest frame's
/// (room noise does in a usable recording, the end of a bell does not) or below -70 dB of full scale (BS.1770's gate).
/// 30 ms are kept on each side, so that a soft consonant or an attack stays whole.
/// </summary>
internal static class SilenceTrim
{
    public const int GuardMilliseconds = 30;
    private const int FrameMilliseconds = 10;
    private const double RelativePower = 1e-4;
    private const double AbsolutePower = 1e-7;

    // No sample above -60 dB: nobody hears anything.
    private const double SilentPeak = 1e-3;

    /// <returns>First sample and one past the last that stay.</returns>
    /// <exception cref="ImportException"><c>import.sound.silent</c>.</exception>
    public static Range Of(ReadOnlySpan<float> sound, int rateHz)
    {
        if (TruePeak.Largest(sound) < SilentPeak)
        {
            throw new ImportException("import.sound.silent");
        }

        var frame = Math.Max(1, rateHz * FrameMilliseconds / 1000);
        var powers = new double[(sound.Length + frame - 1) / frame];
        for (var f = 0; f < powers.Length; f++)
        {
            powers[f] = Power(sound[(f * frame)..Math.Min(sound.Length, (f + 1) * frame)]);
        }

        var threshold = Math.Max(AbsolutePower, powers.Max() * RelativePower);
        var guard = rateHz * GuardMilliseconds / 1000;
        var first = Math.Max(0, Array.FindIndex(powers, p => p >= threshold));
        var last = Array.FindLastIndex(powers, p => p >= threshold);
        var end = last < 0 ? sound.Length : (last + 1) * frame;
        return Math.Max(0, (first * frame) - guard)..Math.Min(sound.Length, end + guard);
    }

    private static double Power(ReadOnlySpan<float> frame)
    {
        var sum = 0.0;
        foreach (var sample in frame)
        {
            sum += (double)sample * sample;
        }

        return sum / frame.Length;
    }
}
