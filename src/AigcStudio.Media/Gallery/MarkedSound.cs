using AigcStudio.Core.Gallery;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Jobs;

namespace AigcStudio.Media.Gallery;

/// <summary>The one exit for generated sounds: samples alone go in, so nothing of the source's metadata can come out.</summary>
internal static class MarkedSound
{
    /// <param name="codec">Null where this host has no ffmpeg: WAV alone can be written then.</param>
    /// <exception cref="ExportException"><c>export.markNotRead</c>, <c>export.noFfmpeg</c>.</exception>
    public static void Write(string path, SoundFormat format, ProvenanceMark mark, CodecProcess? codec, string outputPath)
    {
        var (samples, rateHz) = Samples(path);
        var audible = mark.VisibleText is null ? samples : [.. AudibleLabel.Make(rateHz), .. samples];
        if (format == SoundFormat.Wav)
        {
            WavFile.Write(outputPath, audible, rateHz);
            WavMark.Append(outputPath, mark);
        }
        else
        {
            Encode(audible, rateHz, format, codec ?? throw new ExportException("export.noFfmpeg", format.ToString().ToUpperInvariant()), mark, outputPath);
        }

        if (!IsIn(outputPath, format, mark))
        {
            File.Delete(outputPath);
            throw new ExportException("export.markNotRead");
        }
    }

    /// <summary>True where the file carries both marks for this artifact.</summary>
    public static bool IsIn(string path, SoundFormat format, ProvenanceMark mark) => format switch
    {
        SoundFormat.Wav => WavMark.IsIn(path, mark),
        SoundFormat.Mp3 => Id3Mark.IsIn(File.ReadAllBytes(path), mark),
        _ => FlacMark.IsIn(File.ReadAllBytes(path), mark),
    };

    private static void Encode(short[] samples, int rateHz, SoundFormat format, CodecProcess codec, ProvenanceMark mark, string outputPath)
    {
        var (plain, coded) = (outputPath + ".wav", outputPath + ".coded");
        try
        {
            WavFile.Write(plain, samples, rateHz);
            var name = format == SoundFormat.Mp3 ? "mp3" : "flac";
            if (!codec.Run(new CodecJob(name, Encodes: true, plain, coded, 0)))
            {
                throw new ExportException("export.noFfmpeg", name.ToUpperInvariant());
            }

            var bytes = File.ReadAllBytes(coded);
            File.WriteAllBytes(outputPath, format == SoundFormat.Mp3 ? Id3Mark.Put(bytes, mark) : FlacMark.Put(bytes, mark));
        }
        finally
        {
            File.Delete(plain);
            File.Delete(coded);
        }
    }

    /// <exception cref="Core.Datasets.ImportException"><c>import.sound.*</c>: it is no WAV that Media wrote.</exception>
    public static (short[] Samples, int RateHz) Samples(string path)
    {
        using var file = SoundFile.OpenOwn(path);
        var sound = new List<float>((int)file.Header.Frames);
        while (file.Read() is > 0 and var count)
        {
            sound.AddRange(file.Block.AsSpan(0, count));
        }

        return (WavFile.ToSixteenBits(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sound)), file.Header.RateHz);
    }
}
