using AigcStudio.Core.Campaigns;
using AigcStudio.Media.Datasets;

namespace AigcStudio.Media.Campaigns;

/// <summary>Looks at what lies behind copy and logo before they are drawn.</summary>
internal static class AdEye
{
    private const double Worst = 0.05;
    private const byte Opaque = 128;

    /// <returns>WCAG ratio, 1 to 21, that 95 % of the box's pixels reach.</returns>
    public static double Contrast(AdCanvas canvas, AdBox box, double luminance)
    {
        var ratios = new List<double>(box.Width * box.Height);
        foreach (var (x, y) in Within(canvas, box))
        {
            var (red, green, blue) = canvas[x, y];
            ratios.Add(Core.Campaigns.Contrast.Between(luminance, Core.Campaigns.Contrast.Luminance(red, green, blue)));
        }

        ratios.Sort();
        return ratios.Count == 0 ? 1 : ratios[(int)(Worst * (ratios.Count - 1))];
    }

    /// <returns>Mean length of the gradient of luma, 0 to 1.</returns>
    public static double Busyness(AdCanvas canvas, AdBox box)
    {
        var (sum, count) = (0.0, 0);
        foreach (var (x, y) in Within(canvas, box).Where(p => p.X + 1 < canvas.Width && p.Y + 1 < canvas.Height))
        {
            var here = LumaAt(canvas, x, y);
            var (across, down) = (LumaAt(canvas, x + 1, y) - here, LumaAt(canvas, x, y + 1) - here);
            (sum, count) = (sum + Math.Min(1, Math.Sqrt((across * across) + (down * down))), count + 1);
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <returns>0 to 1, of what is not transparent.</returns>
    public static double MeanLuminance(byte[] rgba)
    {
        var (sum, count) = (0.0, 0);
        for (var at = 0; at < rgba.Length; at += 4)
        {
            if (rgba[at + 3] >= Opaque)
            {
                (sum, count) = (sum + Core.Campaigns.Contrast.Luminance(rgba[at], rgba[at + 1], rgba[at + 2]), count + 1);
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    private static double LumaAt(AdCanvas canvas, int x, int y)
    {
        var (red, green, blue) = canvas[x, y];
        return Luma.Of(red, green, blue) / 255.0;
    }

    private static IEnumerable<(int X, int Y)> Within(AdCanvas canvas, AdBox box)
    {
        for (var y = Math.Max(0, box.Top); y < Math.Min(canvas.Height, box.Bottom); y++)
        {
            for (var x = Math.Max(0, box.Left); x < Math.Min(canvas.Width, box.Right); x++)
            {
                yield return (x, y);
            }
        }
    }
}
