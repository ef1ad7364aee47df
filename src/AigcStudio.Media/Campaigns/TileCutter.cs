using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Media.Datasets;
using NetVips;

namespace AigcStudio.Media.Campaigns;

/// <summary>Cuts tiles out of pictures at the size they are shown in; the same tile is made once.</summary>
internal sealed class TileCutter(IReadOnlyList<string> paths) : IDisposable
{
    // Pixel art has a handful of flat colours with hard steps; whatever has more was shaded and is to stay smooth.
    private const int MostColoursOfPixelArt = 24;
    private const int MostSideOfPixelArt = 64;

    private readonly Dictionary<int, (Image Picture, bool PixelArt)> _pictures = [];
    private readonly Dictionary<(int Picture, AdBox Part, int Width, int Height), byte[]> _cut = [];

    /// <returns>Three bytes a pixel of the tile's box.</returns>
    /// <exception cref="ImportException"><c>import.picture.*</c>.</exception>
    public byte[] Cut(AdTile tile)
    {
        var key = (tile.Picture, tile.Part, tile.Box.Width, tile.Box.Height);
        if (!_cut.TryGetValue(key, out var rgb))
        {
            rgb = Make(tile);
            _cut.Add(key, rgb);
        }

        return rgb;
    }

    public void Dispose()
    {
        foreach (var (picture, _) in _pictures.Values)
        {
            picture.Dispose();
        }
    }

    private byte[] Make(AdTile tile)
    {
        var (picture, pixelArt) = Picture(tile.Picture);
        using var part = picture.Crop(tile.Part.Left, tile.Part.Top, tile.Part.Width, tile.Part.Height);
        var (across, down) = ((double)tile.Box.Width / part.Width, (double)tile.Box.Height / part.Height);
        var enlarged = across > 1 && down > 1;

        // Lanczos rings at the hard edges of drawn shapes when it enlarges; Mitchell does not.
        var kernel = enlarged ? pixelArt ? Enums.Kernel.Nearest : Enums.Kernel.Mitchell : Enums.Kernel.Lanczos3;
        using var sized = part.Resize(across, vscale: down, kernel: kernel);
        using var exact = sized.Width == tile.Box.Width && sized.Height == tile.Box.Height
            ? sized.Copy()
            : sized.Gravity(Enums.CompassDirection.Centre, tile.Box.Width, tile.Box.Height, extend: Enums.Extend.Copy);
        using var bytes = exact.Cast(Enums.BandFormat.Uchar);
        return bytes.WriteToMemory<byte>();
    }

    private (Image Picture, bool PixelArt) Picture(int index)
    {
        if (!_pictures.TryGetValue(index, out var known))
        {
            using var decoded = PictureFile.Decode(paths[index], PictureCaps.Default);
            var whole = decoded.CopyMemory();
            known = (whole, IsPixelArt(whole));
            _pictures.Add(index, known);
        }

        return known;
    }

    private static bool IsPixelArt(Image picture)
    {
        if (Math.Max(picture.Width, picture.Height) > MostSideOfPixelArt)
        {
            return false;
        }

        var rgb = picture.WriteToMemory<byte>();
        return Enumerable.Range(0, rgb.Length / 3).Select(i => (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2])).Distinct().Count() <= MostColoursOfPixelArt;
    }
}
