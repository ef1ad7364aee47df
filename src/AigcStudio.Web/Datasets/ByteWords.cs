using System.Globalization;

namespace AigcStudio.Web.Datasets;

/// <summary>Sizes for people, in the thousands that disks are sold by.</summary>
internal static class ByteWords
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    public static string Of(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1_000 && unit < Units.Length - 1; unit++)
        {
            amount /= 1_000;
        }

        return string.Create(CultureInfo.CurrentCulture, $"{amount.ToString(unit == 0 || amount >= 100 ? "N0" : "N1", CultureInfo.CurrentCulture)} {Units[unit]}");
    }
}
