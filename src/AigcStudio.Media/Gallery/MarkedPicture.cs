using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Media.Datasets;
using NetVips;

namespace AigcStudio.Media.Gallery;

/// <summary>The one exit for generated pictures: pixels alone go in, so nothing of the source's metadata can come out.</summary>
internal static class MarkedPicture
{
    private const string Xmp = "xmp-data";
    private const int JpegQuality = 93;

    /// <exception cref="ExportException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>.</exception>
    public static void Write(string path, PictureFormat format, ProvenanceMark mark, string outputPath)
    {
        using var source = PictureFile.Decode(path, PictureCaps.Default);
        using var bare = Image.NewFromMemory(source.WriteToMemory<byte>(), source.Width, source.Height, source.Bands, Enums.BandFormat.Uchar);
        using var pixels = bare.Copy(interpretation: Enums.Interpretation.Srgb);
        using var labelled = mark.VisibleText is { } text ? VisibleLabel.Draw(pixels, text, mark.KeepsSize) : pixels.Copy();
        using var marked = labelled.Mutate(m => m.Set(GValue.BlobType, Xmp, PictureMark.Write(mark)));
        Save(marked, format, outputPath);
        if (!ReadBack(outputPath, mark))
        {
            File.Delete(outputPath);
            throw new ExportException("export.markNotRead");
        }
    }

    private static void Save(Image marked, PictureFormat format, string outputPath)
    {
        switch (format)
        {
            case PictureFormat.Jpeg:
                marked.Jpegsave(outputPath, q: JpegQuality, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.Xmp);
                break;
            case PictureFormat.Webp:
                marked.Webpsave(outputPath, lossless: true, keep: Enums.ForeignKeep.Xmp);
                break;
            default:
                marked.Pngsave(outputPath, keep: Enums.ForeignKeep.Xmp);
                break;
        }
    }

    private static bool ReadBack(string outputPath, ProvenanceMark mark)
    {
        var (_, header) = PictureFile.Open(outputPath, PictureCaps.Default with { MaxBytes = long.MaxValue });
        using (header)
        {
            return header.Contains(Xmp) && header.Get(Xmp) is byte[] packet && PictureMark.IsIn(packet, mark);
        }
    }
}
