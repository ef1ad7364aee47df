namespace AigcStudio.Core.Campaigns;

/// <summary>A colour in CIELAB under D65 (CIE 15:2018), the space that colour differences are told in.</summary>
/// <param name="L">Lightness, 0 to 100.</param>
/// <param name="A">Green (below 0) to red.</param>
/// <param name="B">Blue (below 0) to yellow.</param>
public readonly record struct CieLab(double L, double A, double B)
{
    private const double Epsilon = 216.0 / 24389;
    private const double Kappa = 24389.0 / 27;

    // The white that sRGB maps 255, 255, 255 to.
    private const double WhiteX = 0.95047;
    private const double WhiteZ = 1.08883;

    /// <summary>Of an sRGB colour (IEC 61966-2-1).</summary>
    public static CieLab Of(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Srgb.Linear(red), Srgb.Linear(green), Srgb.Linear(blue));
        var x = Bend(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / WhiteX);
        var y = Bend((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        var z = Bend(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / WhiteZ);
        return new((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Bend(double t) => t > Epsilon ? Math.Cbrt(t) : ((Kappa * t) + 16) / 116;
}
