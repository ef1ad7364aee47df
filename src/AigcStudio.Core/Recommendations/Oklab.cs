namespace AigcStudio.Core.Recommendations;

/// <summary>
/// Oklab of an sRGB colour, in polar form (Ottosson 2020, "A perceptual color space for image processing"): unlike CIELAB it keeps
/// blue apart from purple.
/// </summary>
internal static class Oklab
{
    // So that both run over about the same range.
    private const double ChromaScale = 300;

    /// <returns>Lightness 0 to 100, chroma 0 to about 95, hue in degrees 0 to 360.</returns>
    public static (double Lightness, double Chroma, double Hue) Of(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Srgb.Linear(red), Srgb.Linear(green), Srgb.Linear(blue));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var lightness = (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s);
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var c = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        var hue = Math.Atan2(c, a) * 180 / Math.PI;
        return (100 * lightness, ChromaScale * Math.Sqrt((a * a) + (c * c)), hue < 0 ? hue + 360 : hue);
    }
}
