using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Datasets;

/// <summary>Opens a sound that came from a person: kind by content, caps, and only then samples.</summary>
internal static class SoundFile
{
    /// <param name="codec">Turns what is not WAV into WAV; null where this host has no ffmpeg.</param>
    /// <param name="scratch">A file that may be written; the caller deletes it.</param>
    /// <returns>What it is, and its samples, which the caller disposes.</returns>
    /// <exception cref="ImportException"><c>import.sound.*</c>: why it cannot be used.</exception>
    public static (string Kind, WavSamples Samples) Open(string path, SoundCaps caps, CodecProcess? codec, string scratch)
    {
        var length = new FileInfo(path).Length;
        if (length > caps.MaxBytes)
        {
            throw new ImportException("import.sound.tooManyBytes", Megabytes(length), Megabytes(caps.MaxBytes));
        }

        var kind = KindOf(path, length);
        return (kind, Check(new WavSamples(kind == "wav" ? path : Unpack(path, kind, caps, codec, scratch)), caps));
    }

    /// <summary>The samples of a WAV that Media wrote itself.</summary>
    public static WavSamples OpenOwn(string path)
    {
        using (var file = File.OpenRead(path))
        {
            if (SoundKind.Of(file) != "wav")
            {
                throw Damaged();
            }
        }

        return Check(new WavSamples(path), SoundCaps.Default);
    }

    public static ImportException Damaged() => new("import.sound.damaged");

    private static string KindOf(string path, long length)
    {
        if (length == 0)
        {
            throw new ImportException("import.sound.empty");
        }

        using var file = File.OpenRead(path);
        return SoundKind.Of(file)
            ?? throw (SoundKind.RefusedKindOf(file) is { } refused
                ? new ImportException("import.sound.refusedKind", refused)
                : new ImportException("import.sound.notASound"));
    }

    private static string Unpack(string path, string kind, SoundCaps caps, CodecProcess? codec, string scratch)
    {
        if (codec is null)
        {
            throw new ImportException("import.sound.noFfmpeg", kind.ToUpperInvariant());
        }

        // One second over the cap shows that there is more.
        return codec.Run(new CodecJob(kind, Encodes: false, path, scratch, caps.MaxSeconds + 1)) ? scratch : throw Damaged();
    }

    private static WavSamples Check(WavSamples samples, SoundCaps caps)
    {
        if (samples.Header.Frames <= caps.MaxSeconds * samples.Header.RateHz)
        {
            return samples;
        }

        samples.Dispose();
        throw new ImportException("import.sound.tooLong", caps.MaxSeconds);
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);
}
