using System.Runtime.InteropServices;

namespace AigcStudio.Media.Datasets;

/// <summary>The largest amplitude between the samples too: at four times the rate (ITU-R BS.1770-4, annex 2).</summary>
internal static class TruePeak
{
    private const int Oversampling = 4;
    private const int BlockSamples = 4096;

    public static double Of(ReadOnlySpan<float> sound, int rateHz)
    {
        var between = new List<float>();
        var resampler = new Resampler(rateHz, Oversampling * rateHz, between);
        var peak = Largest(sound);
        for (; sound.Length > 0; sound = sound[Math.Min(BlockSamples, sound.Length)..])
        {
            resampler.Add(sound[..Math.Min(BlockSamples, sound.Length)]);
            peak = Math.Max(peak, Largest(CollectionsMarshal.AsSpan(between)));
            between.Clear();
        }

        resampler.Finish();
        return Math.Max(peak, Largest(CollectionsMarshal.AsSpan(between)));
    }

    public static double Largest(ReadOnlySpan<float> sound)
    {
        var peak = 0f;
        foreach (var sample in sound)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }
}
