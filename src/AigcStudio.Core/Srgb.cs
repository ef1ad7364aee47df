namespace AigcStudio.Core;

/// <summary>The transfer curve of sRGB (IEC 61966-2-1).</summary>
internal static class Srgb
{
    private static readonly double[] Levels = [.. Enumerable.Range(0, 256).Select(Decode)];

    /// <param name="level">As a file holds it.</param>
    /// <returns>Linear light, 0 to 1.</returns>
    public static double Linear(byte level) => Levels[level];

    private static double Decode(int level)
    {
        var value = level / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
