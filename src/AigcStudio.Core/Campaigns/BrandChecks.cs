namespace AigcStudio.Core.Campaigns;

/// <summary>Holds an ad, or a sound that goes with it, against the rules of its brand and its channel.</summary>
public static class BrandChecks
{
    /// <returns>
    /// <c>palette</c>, <c>contrast</c>, <c>room</c>, <c>words</c>, <c>length</c>, <c>shortened</c>, in this order.
    /// </returns>
    /// <exception cref="CampaignException"><c>campaign.notAColour</c>: in the brand's palette.</exception>
    public static IReadOnlyList<BrandCheck> Of(AdDesign design, AdBrand brand, AdChannel channel, AdLook look) =>
    [
        PaletteCheck.Of(brand, look),
        ContrastCheck.Of(look),
        RoomCheck.Of(look),
        WordsCheck.Of(design, brand),
        LengthCheck.Of(design, channel),
        ShortenedCheck.Of(design, channel, look),
    ];

    /// <returns><c>loudness</c>, <c>seconds</c>.</returns>
    public static IReadOnlyList<BrandCheck> Of(AdSound sound) => [SoundChecks.Loudness(sound), SoundChecks.Seconds(sound.Seconds)];
}
