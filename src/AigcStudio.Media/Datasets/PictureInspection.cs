using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>Looks at one picture of a person: header, caps, then every pixel once, strip by strip.</summary>
internal static class PictureInspection
{
    private const int StripRows = 64;

    public static PictureFinding Inspect(string path, PictureCaps caps)
    {
        try
        {
            var (kind, header) = PictureFile.Open(path, caps);
            using (header)
            using (var picture = PictureFile.Upright(header))
            {
                return Scan(kind, picture);
            }
        }
        catch (ImportException refusal)
        {
            return new PictureFinding(Said.Of(refusal), "", 0, 0, false, 0);
        }
    }

    private static PictureFinding Scan(string kind, Image picture)
    {
        var hash = new DifferenceHash(picture.Width, picture.Height);
        var colour = false;
        try
        {
            using var region = Region.New(picture);
            for (var top = 0; top < picture.Height; top += StripRows)
            {
                var rows = Math.Min(StripRows, picture.Height - top);
                var strip = region.Fetch(0, top, picture.Width, rows);
                colour |= HasColour(strip);
                hash.Add(top, strip);
            }
        }
        catch (VipsException)
        {
            throw PictureFile.Damaged();
        }

        return new PictureFinding(null, kind, picture.Width, picture.Height, colour, hash.Finish());
    }

    private static bool HasColour(ReadOnlySpan<byte> rgb)
    {
        for (var i = 0; i < rgb.Length; i += 3)
        {
            var (red, green, blue) = (rgb[i], rgb[i + 1], rgb[i + 2]);
            if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > 8)
            {
                return true;
            }
        }

        return false;
    }
}
