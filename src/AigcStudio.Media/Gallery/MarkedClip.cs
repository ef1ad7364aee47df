using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Datasets;
using AigcStudio.Media.Jobs;
using NetVips;

namespace AigcStudio.Media.Gallery;

/// <summary>The one exit for moving pictures: raw examples alone go in, as the frames of an MP4 that says what it is.</summary>
internal static class MarkedClip
{
    // As large as a visible label needs, and to be seen on a screen at all.
    private const int SmallestSide = 256;

    /// <param name="soundPath">Heard with the frames, with silence after it or cut at their end; null for none.</param>
    /// <param name="codec">Null where this host has no ffmpeg.</param>
    /// <exception cref="ExportException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.noFfmpeg</c>.</exception>
    public static void Write(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? soundPath, ProvenanceMark mark, CodecProcess? codec, string outputPath, CancellationToken cancel)
    {
        var ffmpeg = codec ?? throw new ExportException("export.noFfmpeg", "MP4");
        var (frames, coded, sound) = (outputPath + ".frames", outputPath + ".coded", outputPath + ".wav");
        try
        {
            var shape = Lay(rawPath, form, count, framesPerSecond, mark.VisibleText, frames, cancel);
            if (soundPath is not null)
            {
                // Only what this process wrote itself is opened by its name.
                var (samples, rateHz) = MarkedSound.Samples(soundPath);
                WavFile.Write(sound, samples, rateHz);
            }

            if (!ffmpeg.Run(new CodecJob("mp4", Encodes: true, frames, coded, 0) { Frames = shape, Sound = soundPath is null ? null : sound }))
            {
                throw new ExportException("export.noFfmpeg", "MP4");
            }

            File.WriteAllBytes(outputPath, Mp4Mark.Put(File.ReadAllBytes(coded), mark));
        }
        finally
        {
            File.Delete(frames);
            File.Delete(coded);
            File.Delete(sound);
        }

        if (!Mp4Mark.IsIn(File.ReadAllBytes(outputPath), mark))
        {
            File.Delete(outputPath);
            throw new ExportException("export.markNotRead");
        }
    }

    private static FrameShape Lay(
        string rawPath, ImageForm form, int count, int framesPerSecond, string? visible, string framesPath, CancellationToken cancel)
    {
        // An even factor: H.264 in 4:2:0 has only even sides.
        var factor = Math.Max(1, (int)Math.Ceiling((double)SmallestSide / Math.Min(form.Width, form.Height)));
        factor += factor > 1 && factor % 2 == 1 ? 1 : 0;
        using var output = File.Create(framesPath);
        foreach (var frame in RawPictures.Each(rawPath, form, count))
        {
            cancel.ThrowIfCancellationRequested();
            using (frame)
            {
                using var large = frame.Resize(factor, kernel: Enums.Kernel.Cubic);
                using var three = large.Colourspace(Enums.Interpretation.Srgb);
                using var labelled = visible is { } text ? VisibleLabel.Draw(three, text) : three.Copy();
                output.Write(labelled.WriteToMemory<byte>());
            }
        }

        return new FrameShape(form.Width * factor, form.Height * factor, framesPerSecond);
    }
}
