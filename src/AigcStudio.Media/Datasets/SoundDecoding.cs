using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>Makes examples of sounds that were taken in: the form's rate, its length, little-endian 16 bits.</summary>
internal static class SoundDecoding
{
    /// <exception cref="ImportException">The sound cannot be used.</exception>
    public static void Decode(string path, AudioForm form, Span<byte> example)
    {
        example.Clear();
        var target = MemoryMarshal.Cast<byte, short>(example);
        using var samples = SoundFile.OpenOwn(path);
        var sound = new List<float>(form.Samples);
        var resampler = new Resampler(samples.Header.RateHz, form.SampleRateHz, sound);
        while (sound.Count < form.Samples && samples.Read() is > 0 and var count)
        {
            resampler.Add(samples.Block.AsSpan(0, count));
        }

        resampler.Finish();
        var kept = WavFile.ToSixteenBits(CollectionsMarshal.AsSpan(sound)[..Math.Min(sound.Count, form.Samples)]);
        kept.CopyTo(target);
    }
}
