namespace AigcStudio.Core.Campaigns;

/// <summary>Lays ads out: says where everything stands, draws nothing.</summary>
public static class AdLayouts
{
    /// <summary>
    /// <c>full</c> one picture large, <c>split</c> pictures beside the copy, <c>band</c> copy on a band of colour,
    /// <c>pattern</c> pictures as repeated tiles with the copy on a card.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["full", "split", "band", "pattern"];

    /// <summary>Of each picture, px: tiles of smaller ones could not be told from noise.</summary>
    public const int LeastSide = 16;

    /// <summary>
    /// The same arguments give the same plan. No picture is shown above twice its own size: one that is too small for its place
    /// stands there smaller or is repeated.
    /// </summary>
    /// <param name="pictures">Sizes in px, at least one picture; the first is the chief one.</param>
    /// <param name="logo">Size in px; null where the brand has none.</param>
    /// <exception cref="CampaignException">
    /// <c>campaign.layoutUnknown</c>, <c>campaign.noPicture</c>, <c>campaign.pictureTooSmall</c>, <c>campaign.notAColour</c>.
    /// </exception>
    public static AdPlan Plan(
        AdDesign design, AdBrand brand, AdChannel channel, IReadOnlyList<(int Width, int Height)> pictures, (int Width, int Height)? logo)
    {
        if (!Names.Contains(design.Layout))
        {
            throw new CampaignException("campaign.layoutUnknown", design.Layout);
        }

        if (pictures.Count == 0)
        {
            throw new CampaignException("campaign.noPicture");
        }

        if (pictures.Min(p => Math.Min(p.Width, p.Height)) is var side and < LeastSide)
        {
            throw new CampaignException("campaign.pictureTooSmall", side, LeastSide);
        }

        var scene = AdScene.Of(design, brand, channel);
        var stage = AdStage.Fill(scene, design, brand, pictures);
        var copy = AdCopy.Set(scene, design, brand, channel, design.ShowLogo ? logo : null);
        return new AdPlan(
            channel.Width,
            channel.Height,
            design.Ground,
            [.. scene.Panels, .. stage.Panels],
            stage.Tiles,
            [.. scene.Cards, .. copy.Cards],
            copy.Texts,
            copy.Logo,
            AdMeasures.LabelCorner(channel));
    }
}
