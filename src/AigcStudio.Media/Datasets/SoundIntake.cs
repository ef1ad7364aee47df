using System.Runtime.InteropServices;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Datasets;

/// <summary>One sound of a person on its way to an item: mono, one rate, no silence around it, one loudness, 16 bits.</summary>
internal sealed class SoundIntake(SoundCaps caps, CodecProcess? codec)
{
    /// <summary>Shorter than this is a click.</summary>
    private const int ShortestMilliseconds = 30;

    /// <param name="outputPath">Written only where the sound can be used.</param>
    public SoundFinding TakeIn(string path, string outputPath)
    {
        var scratch = outputPath + ".unpacked";
        try
        {
            var (kind, samples) = SoundFile.Open(path, caps, codec, scratch);
            using (samples)
            {
                return Normalise(kind, Gather(samples), outputPath);
            }
        }
        catch (ImportException refusal)
        {
            return new SoundFinding(Said.Of(refusal), "", 0, SoundLook.None, 0);
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    private float[] Gather(WavSamples samples)
    {
        var sound = new List<float>((int)(samples.Header.Frames * caps.SampleRateHz / samples.Header.RateHz) + 1);
        var resampler = new Resampler(samples.Header.RateHz, caps.SampleRateHz, sound);
        while (samples.Read() is > 0 and var count)
        {
            resampler.Add(samples.Block.AsSpan(0, count));
        }

        resampler.Finish();
        RemoveOffset(CollectionsMarshal.AsSpan(sound));
        return [.. sound];
    }

    // A constant in the samples is heard as nothing but would pass for loud.
    private static void RemoveOffset(Span<float> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound)
        {
            sum += sample;
        }

        var mean = (float)(sum / Math.Max(1, sound.Length));
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] -= mean;
        }
    }

    private SoundFinding Normalise(string kind, float[] whole, string outputPath)
    {
        var original = Milliseconds(whole.Length);
        CheckLength(original);
        var sound = whole.AsSpan(SilenceTrim.Of(whole, caps.SampleRateHz));
        CheckLength(Milliseconds(sound.Length));
        var samples = WavFile.ToSixteenBits(sound, Loudness.Gain(sound, caps.SampleRateHz));
        WavFile.Write(outputPath, samples, caps.SampleRateHz);
        return new SoundFinding(
            null, kind, original, Waveform.Of(samples, caps.SampleRateHz), SoundFingerprint.Of(sound, caps.SampleRateHz))
        {
            Print = caps.WithPrint ? SoundPrinting.Of(sound, caps.SampleRateHz) : [],
        };
    }

    private int Milliseconds(int samples) => (int)(samples * 1000L / caps.SampleRateHz);

    private static void CheckLength(int milliseconds)
    {
        if (milliseconds < ShortestMilliseconds)
        {
            throw new ImportException("import.sound.tooShort", milliseconds, ShortestMilliseconds);
        }
    }
}
