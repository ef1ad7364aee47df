using System.Globalization;

namespace AigcStudio.Core.Campaigns;

/// <summary>Figures as checks write them into their reasons.</summary>
internal static class CheckWords
{
    public static string Percent(double share) => Math.Round(100 * share).ToString("0", CultureInfo.InvariantCulture);

    public static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
