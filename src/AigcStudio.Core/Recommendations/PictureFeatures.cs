namespace AigcStudio.Core.Recommendations;

/// <summary>How a picture looks, in a dozen numbers of about 0 to 1 (warmth and symmetry: -1 to 1).</summary>
public static class PictureFeatures
{
    /// <summary>Side of the square that a picture is shrunk to before it is measured, px.</summary>
    public const int Side = 48;

    // A grey picture has no hue: this much chroma counts as colourless in every pixel.
    private const double GreyChroma = 6;
    private const double WarmestHue = 60;

    // Where people put the names on Oklab's hue circle, degrees.
    private static readonly double[] Hues = [29, 82, 145, 197, 258, 325];

    /// <param name="planes">sRGB as <c>[3, side, side]</c>.</param>
    public static float[] Of(ReadOnlySpan<byte> planes, int side)
    {
        var pixels = side * side;
        var light = new double[pixels];
        var hues = new double[Hues.Length];
        double warm = 0, weight = 0;
        var (redGreen, yellowBlue) = (new Spread(), new Spread());
        for (var i = 0; i < pixels; i++)
        {
            var (red, green, blue) = (planes[i], planes[pixels + i], planes[(2 * pixels) + i]);
            redGreen.Add(red - green);
            yellowBlue.Add((0.5 * (red + green)) - blue);
            var (lightness, chroma, hue) = Oklab.Of(red, green, blue);
            light[i] = lightness;
            weight += chroma + GreyChroma;
            warm += chroma * Math.Cos((hue - WarmestHue) * Math.PI / 180);
            hues[Nearest(hue)] += chroma;
        }

        var (mean, deviation) = Spread.Of(light);
        // Hasler and Suesstrunk 2003, "Measuring colourfulness in natural images", equation for M(3).
        var colourfulness = Math.Sqrt(redGreen.Variance + yellowBlue.Variance)
            + (0.3 * Math.Sqrt((redGreen.Mean * redGreen.Mean) + (yellowBlue.Mean * yellowBlue.Mean)));
        double[] all =
        [
            mean / 100, deviation / 50, colourfulness / 100, warm / weight, .. hues.Select(h => h / weight),
            Edges(light, side) / 20, Symmetry(light, side, mean, deviation),
        ];
        return [.. all.Select(v => (float)v)];
    }

    private static int Nearest(double hue)
    {
        var best = 0;
        for (var i = 1; i < Hues.Length; i++)
        {
            best = Apart(hue, Hues[i]) < Apart(hue, Hues[best]) ? i : best;
        }

        return best;
    }

    private static double Apart(double one, double other)
    {
        var apart = Math.Abs(one - other) % 360;
        return Math.Min(apart, 360 - apart);
    }

    private static double Edges(double[] light, int side)
    {
        double sum = 0;
        for (var y = 0; y < side - 1; y++)
        {
            for (var x = 0; x < side - 1; x++)
            {
                var at = light[(y * side) + x];
                sum += Math.Abs(light[(y * side) + x + 1] - at) + Math.Abs(light[((y + 1) * side) + x] - at);
            }
        }

        return sum / ((side - 1) * (side - 1));
    }

    // Correlation of the picture with its mirror image; a blank one is its own mirror image.
    private static double Symmetry(double[] light, int side, double mean, double deviation)
    {
        if (deviation < 0.5)
        {
            return 1;
        }

        double sum = 0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                sum += (light[(y * side) + x] - mean) * (light[(y * side) + side - 1 - x] - mean);
            }
        }

        return sum / (side * side * deviation * deviation);
    }
}
