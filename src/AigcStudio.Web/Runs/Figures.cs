using System.Globalization;

namespace AigcStudio.Web.Runs;

/// <summary>Numbers as people read them, in the language of the current thread.</summary>
public static class Figures
{
    /// <summary>Three figures that count: <c>0.0412</c>, <c>1.24</c>, <c>12,300</c>; a power of ten where it is very small.</summary>
    public static string Short(double value)
    {
        var size = Math.Abs(value);
        return !double.IsFinite(value) ? "–"
            : size == 0 ? "0"
            : size < 0.001 ? value.ToString("0.##e0", CultureInfo.CurrentCulture)
            : size >= 100 ? value.ToString("N0", CultureInfo.CurrentCulture)
            : value.ToString(size >= 10 ? "0.#" : size >= 1 ? "0.##" : size >= 0.1 ? "0.###" : "0.####", CultureInfo.CurrentCulture);
    }

    /// <summary>Facts in one line; what is empty, such as the owner of what the studio brought itself, leaves no gap.</summary>
    public static string Line(params IEnumerable<string> facts) => string.Join(" · ", facts.Where(f => f.Length > 0));

    public static string Whole(double value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Bytes as MB or GB, one decimal.</summary>
    public static string Size(long bytes) => bytes >= 1L << 30
        ? (bytes / (double)(1L << 30)).ToString("0.#", CultureInfo.CurrentCulture) + " GB"
        : bytes >= 1L << 20
            ? (bytes / (double)(1L << 20)).ToString("0.#", CultureInfo.CurrentCulture) + " MB"
            : Math.Max(1, bytes / 1024).ToString("N0", CultureInfo.CurrentCulture) + " kB";
}
