using System.Globalization;

namespace AigcStudio.Web.Datasets;

/// <summary>How much of a version its own studio made, as pages say it.</summary>
internal static class GeneratedShare
{
    /// <param name="share">0 to 1; what is more than nothing is never called nothing.</param>
    public static string Of(double share) => share is > 0 and < 0.01
        ? "< 1"
        : Math.Round(100 * share).ToString("0", CultureInfo.CurrentCulture);

    public static string Of(int generated, int count) => Of(count == 0 ? 0 : (double)generated / count);
}
