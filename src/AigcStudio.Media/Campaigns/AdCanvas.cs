using AigcStudio.Core.Campaigns;
using NetVips;

namespace AigcStudio.Media.Campaigns;

/// <summary>The ad while it is drawn: three bytes a pixel, row by row.</summary>
internal sealed class AdCanvas
{
    private readonly byte[] _rgb;

    public AdCanvas(int width, int height, string ground)
    {
        (Width, Height, _rgb) = (width, height, new byte[width * height * 3]);
        Fill(new AdPanel(new AdBox(0, 0, width, height), ground, 0));
    }

    public int Width { get; }

    public int Height { get; }

    public (byte Red, byte Green, byte Blue) this[int x, int y]
    {
        get
        {
            var at = ((y * Width) + x) * 3;
            return (_rgb[at], _rgb[at + 1], _rgb[at + 2]);
        }
    }

    public void Fill(AdPanel panel)
    {
        var colour = HexColour.Parse(panel.Colour);
        Paint(panel.Box, (x, y) => (colour.Red, colour.Green, colour.Blue, Rounded(panel.Box, panel.Corner, x, y)));
    }

    /// <param name="rgb">As many pixels as the box has.</param>
    public void Lay(byte[] rgb, AdBox box, int corner) =>
        Paint(box, (x, y) =>
        {
            var at = (((y - box.Top) * box.Width) + x - box.Left) * 3;
            return (rgb[at], rgb[at + 1], rgb[at + 2], Rounded(box, corner, x, y));
        });

    /// <param name="rgba">As many pixels as the box has.</param>
    public void LayOver(byte[] rgba, AdBox box) =>
        Paint(box, (x, y) =>
        {
            var at = (((y - box.Top) * box.Width) + x - box.Left) * 4;
            return (rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3] / 255.0);
        });

    /// <param name="mask">One byte a pixel of the box: how much ink there is.</param>
    public void Ink(byte[] mask, AdBox box, string colour)
    {
        var (red, green, blue) = HexColour.Parse(colour);
        Paint(box, (x, y) => (red, green, blue, mask[((y - box.Top) * box.Width) + x - box.Left] / 255.0));
    }

    public void Save(string path)
    {
        using var bare = Image.NewFromMemory(_rgb, Width, Height, 3, Enums.BandFormat.Uchar);
        using var picture = bare.Copy(interpretation: Enums.Interpretation.Srgb);
        picture.Pngsave(path, keep: Enums.ForeignKeep.None);
    }

    private void Paint(AdBox box, Func<int, int, (byte Red, byte Green, byte Blue, double Cover)> colour)
    {
        for (var y = Math.Max(0, box.Top); y < Math.Min(Height, box.Bottom); y++)
        {
            for (var x = Math.Max(0, box.Left); x < Math.Min(Width, box.Right); x++)
            {
                var (red, green, blue, cover) = colour(x, y);
                var at = ((y * Width) + x) * 3;
                _rgb[at] = Mix(_rgb[at], red, cover);
                _rgb[at + 1] = Mix(_rgb[at + 1], green, cover);
                _rgb[at + 2] = Mix(_rgb[at + 2], blue, cover);
            }
        }
    }

    private static byte Mix(byte under, byte over, double cover) => (byte)(under + ((over - under) * cover) + 0.5);

    // How much of a pixel lies within the rounded box: by the distance of its middle from the edge.
    private static double Rounded(AdBox box, int corner, int x, int y)
    {
        if (corner == 0)
        {
            return 1;
        }

        var across = Math.Max(0, Math.Abs(x + 0.5 - box.Left - (box.Width / 2.0)) - ((box.Width / 2.0) - corner));
        var down = Math.Max(0, Math.Abs(y + 0.5 - box.Top - (box.Height / 2.0)) - ((box.Height / 2.0) - corner));
        return across == 0 || down == 0 ? 1 : Math.Clamp(corner + 0.5 - Math.Sqrt((across * across) + (down * down)), 0, 1);
    }
}
