using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>What a sound looks like.</summary>
internal static class Waveform
{
    public static SoundLook Of(ReadOnlySpan<short> samples, int rateHz)
    {
        var peaks = new byte[SoundLook.PeakCount];
        for (var i = 0; i < samples.Length; i++)
        {
            var slot = (long)i * peaks.Length / samples.Length;
            peaks[slot] = Math.Max(peaks[slot], (byte)(Math.Abs((int)samples[i]) * 255L / 32768));
        }

        return new SoundLook((int)(samples.Length * 1000L / rateHz), peaks);
    }
}
