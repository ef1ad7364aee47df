using System.Globalization;

namespace AigcStudio.Core.Campaigns;

/// <summary>An sRGB colour as <c>#rrggbb</c>.</summary>
public static class HexColour
{
    public static bool Is(string colour) => Read(colour) is not null;

    /// <exception cref="CampaignException"><c>campaign.notAColour</c>.</exception>
    public static (byte Red, byte Green, byte Blue) Parse(string colour) =>
        Read(colour) is { } rgb ? ((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb) : throw new CampaignException("campaign.notAColour", colour);

    public static string Of(byte red, byte green, byte blue) => $"#{red:x2}{green:x2}{blue:x2}";

    /// <param name="share">Of the second: 0 gives the first, 1 the second.</param>
    public static string Between(string first, string second, double share)
    {
        var (a, b) = (Parse(first), Parse(second));
        return Of(Mix(a.Red, b.Red), Mix(a.Green, b.Green), Mix(a.Blue, b.Blue));

        byte Mix(byte x, byte y) => (byte)Math.Round(x + ((y - x) * share));
    }

    private static int? Read(string colour) =>
        colour.Length == 7 && colour[0] == '#' && int.TryParse(colour.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? rgb : null;
}
