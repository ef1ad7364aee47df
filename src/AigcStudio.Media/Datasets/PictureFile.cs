using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>Opens a picture that came from a person: kind by content, header, caps, and only then pixels.</summary>
internal static class PictureFile
{
    /// <summary>Looks at kind and header without decoding. The caller disposes the image, whose pixels are not read yet.</summary>
    /// <exception cref="ImportException"><c>import.picture.*</c>: why it cannot be used.</exception>
    public static (string Kind, Image Header) Open(string path, PictureCaps caps)
    {
        var length = new FileInfo(path).Length;
        if (length > caps.MaxBytes)
        {
            throw new ImportException("import.picture.tooManyBytes", Megabytes(length), Megabytes(caps.MaxBytes));
        }

        var kind = KindOf(path, length);
        var header = Load(path, kind, caps);
        try
        {
            PictureSize.Check(header.Width, header.Height, caps);
            return (kind, header);
        }
        catch
        {
            header.Dispose();
            throw;
        }
    }

    /// <summary>The decoded picture, upright, in sRGB, three bands of bytes, alpha over white; top to bottom where it is large.</summary>
    /// <exception cref="ImportException"><c>import.picture.*</c>.</exception>
    public static Image Decode(string path, PictureCaps caps)
    {
        var (_, header) = Open(path, caps);
        using (header)
        {
            return Upright(header);
        }
    }

    /// <summary>The same from a header that is open already.</summary>
    public static Image Upright(Image header)
    {
        try
        {
            return NormalPicture.From(header);
        }
        catch (VipsException)
        {
            throw Damaged();
        }
    }

    public static ImportException Damaged() => new("import.picture.damaged");

    private static string KindOf(string path, long length)
    {
        if (length == 0)
        {
            throw new ImportException("import.picture.empty");
        }

        var start = new byte[Math.Min(length, PictureKind.BytesNeeded)];
        using (var file = File.OpenRead(path))
        {
            file.ReadExactly(start);
        }

        return PictureKind.Of(start)
            ?? throw (PictureKind.RefusedKindOf(start) is { } refused
                ? new ImportException("import.picture.refusedKind", refused)
                : new ImportException("import.picture.notAPicture"));
    }

    // Each loader by its own name: no option can hide in a file name, and no other loader gets to see the bytes.
    private static Image Load(string path, string kind, PictureCaps caps)
    {
        try
        {
            return kind switch
            {
                "png" => Image.Pngload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
                "jpeg" => Image.Jpegload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
                "webp" => Image.Webpload(path, page: 0, n: 1, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
                "gif" => Image.Gifload(path, page: 0, n: 1, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
                "tiff" => Image.Tiffload(path, page: 0, n: 1, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
                _ => Bitmap.Load(path, caps),
            };
        }
        catch (VipsException)
        {
            throw Damaged();
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
