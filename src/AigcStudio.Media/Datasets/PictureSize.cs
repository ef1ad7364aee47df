using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

internal static class PictureSize
{
    /// <exception cref="ImportException"><c>import.picture.tooLarge(width, height, maxSide, maxMegapixels)</c>.</exception>
    public static void Check(long width, long height, PictureCaps caps)
    {
        if (width < 1 || height < 1)
        {
            throw PictureFile.Damaged();
        }

        if (Math.Max(width, height) > caps.MaxSide || width * height > caps.MaxPixels)
        {
            throw new ImportException("import.picture.tooLarge", width, height, caps.MaxSide, caps.MaxPixels / 1_000_000);
        }
    }
}
