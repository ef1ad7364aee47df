using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>Small WebP pictures for grids.</summary>
internal static class Thumbnail
{
    private const int Quality = 82;

    /// <exception cref="ImportException">The picture cannot be used.</exception>
    public static void Make(string path, int longSide, string outputPath)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longSide);
        using var picture = PictureFile.Decode(path, PictureCaps.Default);
        try
        {
            var side = Math.Max(picture.Width, picture.Height);
            if (side > longSide)
            {
                using var small = picture.ThumbnailImage(longSide, height: longSide, size: Enums.Size.Down);
                small.Webpsave(outputPath, q: Quality, keep: Enums.ForeignKeep.None);
            }
            else
            {
                // Whole pixels, lossless: a 28 px digit stays as crisp as the model made it.
                using var sharp = picture.Zoom(longSide / side, longSide / side);
                sharp.Webpsave(outputPath, lossless: true, keep: Enums.ForeignKeep.None);
            }
        }
        catch (VipsException)
        {
            throw PictureFile.Damaged();
        }
    }
}
