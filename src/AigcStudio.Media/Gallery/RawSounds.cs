using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;

namespace AigcStudio.Media.Gallery;

/// <summary>Raw examples of little-endian 16-bit samples, as an Engine wrote them, on their way to WAV.</summary>
internal static class RawSounds
{
    /// <param name="pathOf">Of the file of example 0, 1, 2 ...</param>
    public static List<SoundLook> EncodeEach(string rawPath, AudioForm form, int count, Func<int, string> pathOf, CancellationToken cancel)
    {
        using var raw = File.OpenRead(rawPath);
        if (raw.Length != (long)form.ExampleBytes * count)
        {
            throw new InvalidDataException($"{count} examples of {form.Key} are {(long)form.ExampleBytes * count} bytes, not {raw.Length}.");
        }

        var looks = new List<SoundLook>(count);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            raw.ReadExactly(example);
            var samples = MemoryMarshal.Cast<byte, short>(example);
            WavFile.Write(pathOf(i), samples, form.SampleRateHz);
            looks.Add(Waveform.Of(samples, form.SampleRateHz));
        }

        return looks;
    }
}
