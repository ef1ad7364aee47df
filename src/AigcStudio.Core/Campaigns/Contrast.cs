namespace AigcStudio.Core.Campaigns;

/// <summary>Contrast of two colours by WCAG 2.2: <c>(lighter + 0.05) / (darker + 0.05)</c> of their relative luminances.</summary>
public static class Contrast
{
    /// <summary>What running text must have (success criterion 1.4.3, level AA).</summary>
    public const double OfText = 4.5;

    /// <summary>What large text must have: from 24 px, bold from 18.66 px.</summary>
    public const double OfLargeText = 3;

    /// <returns>0 (black) to 1 (white).</returns>
    public static double Luminance(byte red, byte green, byte blue) =>
        (0.2126 * Srgb.Linear(red)) + (0.7152 * Srgb.Linear(green)) + (0.0722 * Srgb.Linear(blue));

    /// <returns>1 to 21.</returns>
    public static double Between(double luminance, double other) =>
        (Math.Max(luminance, other) + 0.05) / (Math.Min(luminance, other) + 0.05);

    /// <param name="colour"><c>#rrggbb</c>.</param>
    /// <param name="other"><c>#rrggbb</c>.</param>
    /// <returns>1 to 21.</returns>
    /// <exception cref="CampaignException"><c>campaign.notAColour</c>.</exception>
    public static double Between(string colour, string other) => Between(Luminance(colour), Luminance(other));

    private static double Luminance(string colour)
    {
        var (red, green, blue) = HexColour.Parse(colour);
        return Luminance(red, green, blue);
    }
}
