namespace AigcStudio.Core.Campaigns;

/// <summary>How much of the pictures' colour lies near a colour of the brand.</summary>
internal static class PaletteCheck
{
    // Two colours this far apart in CIEDE2000 are still taken for shades of one.
    private const double Near = 20;
    private const double LeastNear = 0.6;

    public static BrandCheck Of(AdBrand brand, AdLook look)
    {
        if (look.Colours.Count == 0)
        {
            return new("palette", 1, true, Said.Of("campaign.check.palette.noPicture"));
        }

        var palette = brand.Palette.Select(Lab).ToList();
        var strange = look.Colours.Where(c => palette.Min(p => ColourDistance.Between(p, Lab(c.Colour))) > Near).ToList();
        var share = Math.Clamp(1 - strange.Sum(c => c.Share), 0, 1);
        return strange.Count == 0 || share >= LeastNear
            ? new("palette", share, true, Said.Of("campaign.check.palette.kept", CheckWords.Percent(share)))
            : new("palette", share, false, Said.Of("campaign.check.palette.strange", CheckWords.Percent(share), strange.MaxBy(c => c.Share)!.Colour));
    }

    private static CieLab Lab(string colour)
    {
        var (red, green, blue) = HexColour.Parse(colour);
        return CieLab.Of(red, green, blue);
    }
}
