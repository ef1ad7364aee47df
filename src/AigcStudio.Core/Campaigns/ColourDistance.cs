namespace AigcStudio.Core.Campaigns;

/// <summary>
/// CIEDE2000, after Sharma, Wu and Dalal (2005), "The CIEDE2000 color-difference formula: implementation notes, supplementary test
/// data, and mathematical observations"; all parametric factors are 1.
/// </summary>
public static class ColourDistance
{
    private static readonly double Chroma25 = Math.Pow(25, 7);

    /// <returns>0 for the same colour; about 1 is what a trained eye just sees.</returns>
    public static double Between(CieLab first, CieLab second)
    {
        var mean = (Length(first.A, first.B) + Length(second.A, second.B)) / 2;
        var stretch = 1 + (0.5 * (1 - Rooted(mean)));
        var (a1, a2) = (stretch * first.A, stretch * second.A);
        var (c1, c2) = (Length(a1, first.B), Length(a2, second.B));
        var (h1, h2) = (Hue(a1, first.B), Hue(a2, second.B));
        var turn = c1 * c2 == 0 ? 0 : Turn(h2 - h1);
        var dL = second.L - first.L;
        var dC = c2 - c1;
        var dH = 2 * Math.Sqrt(c1 * c2) * Sin(turn / 2);
        var (l, c, h) = ((first.L + second.L) / 2, (c1 + c2) / 2, c1 * c2 == 0 ? h1 + h2 : MeanHue(h1, h2));
        var t = 1 - (0.17 * Cos(h - 30)) + (0.24 * Cos(2 * h)) + (0.32 * Cos((3 * h) + 6)) - (0.20 * Cos((4 * h) - 63));
        var sL = 1 + (0.015 * Square(l - 50) / Math.Sqrt(20 + Square(l - 50)));
        var sC = 1 + (0.045 * c);
        var sH = 1 + (0.015 * c * t);
        var rotation = -2 * Rooted(c) * Sin(60 * Math.Exp(-Square((h - 275) / 25)));
        return Math.Sqrt(Square(dL / sL) + Square(dC / sC) + Square(dH / sH) + (rotation * (dC / sC) * (dH / sH)));
    }

    private static double Rooted(double chroma)
    {
        var seventh = Math.Pow(chroma, 7);
        return Math.Sqrt(seventh / (seventh + Chroma25));
    }

    private static double Hue(double a, double b)
    {
        var degrees = Math.Atan2(b, a) * 180 / Math.PI;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    // The short way round the circle.
    private static double Turn(double degrees) => degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;

    private static double MeanHue(double first, double second)
    {
        var sum = first + second;
        return (Math.Abs(first - second) <= 180 ? sum : sum < 360 ? sum + 360 : sum - 360) / 2;
    }

    private static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));

    private static double Square(double value) => value * value;

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);
}
