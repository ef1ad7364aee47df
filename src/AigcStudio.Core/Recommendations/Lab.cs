namespace AigcStudio.Core.Recommendations;

/// <summary>CIELAB (white D65) of an sRGB colour, in polar form: near equal steps look near equally far apart.</summary>
internal static class Lab
{
    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(Decode)];

    /// <returns>Lightness 0 to 100, chroma 0 to about 130, hue in degrees 0 to 360.</returns>
    public static (double Lightness, double Chroma, double Hue) Of(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear[red], Linear[green], Linear[blue]);
        var x = Curve(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.9505);
        var y = Curve((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        var z = Curve(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.089);
        var (a, c) = (500 * (x - y), 200 * (y - z));
        var hue = Math.Atan2(c, a) * 180 / Math.PI;
        return ((116 * y) - 16, Math.Sqrt((a * a) + (c * c)), hue < 0 ? hue + 360 : hue);
    }

    private static double Decode(int level)
    {
        var value = level / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Curve(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
}
