namespace AigcStudio.Core.Campaigns;

/// <summary>Whether every text stands out from what is behind it, by WCAG 2.2; the worst one decides.</summary>
internal static class ContrastCheck
{
    private const int Large = 24;
    private const double LargeWhenBold = 18.66;
    private const int Bold = 700;

    public static BrandCheck Of(AdLook look)
    {
        if (look.Texts.Count == 0)
        {
            return new("contrast", 1, true, Said.Of("campaign.check.contrast.none"));
        }

        var worst = look.Texts.MinBy(t => t.Contrast / Needed(t))!;
        var (has, needs) = (CheckWords.Tenths(Math.Floor(worst.Contrast * 10) / 10), CheckWords.Tenths(Needed(worst)));
        return worst.Contrast >= Needed(worst)
            ? new("contrast", 1, true, Said.Of("campaign.check.contrast.kept", has, needs))
            : new("contrast", worst.Contrast / Needed(worst), false, Said.Of($"campaign.check.contrast.{worst.Role}", has, needs));
    }

    private static double Needed(AdTextLook text) =>
        text.Pixels >= Large || (text.Weight >= Bold && text.Pixels >= LargeWhenBold) ? Contrast.OfLargeText : Contrast.OfText;
}
