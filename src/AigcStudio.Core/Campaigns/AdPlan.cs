namespace AigcStudio.Core.Campaigns;

/// <summary>Where everything of one ad stands. Drawn in this order: ground, panels, tiles, cards, logo, texts.</summary>
/// <param name="Width">px.</param>
/// <param name="Height">px.</param>
/// <param name="Ground"><c>#rrggbb</c>.</param>
/// <param name="Panels">Under the pictures.</param>
/// <param name="Cards">Over the pictures, under the copy; the button is the last where there is one.</param>
/// <param name="Logo">Room of the logo, which is shown whole in it, at its left edge.</param>
/// <param name="LabelCorner">Kept free of copy and logo for the visible AI label, which is drawn when the ad is exported.</param>
public sealed record AdPlan(
    int Width,
    int Height,
    string Ground,
    IReadOnlyList<AdPanel> Panels,
    IReadOnlyList<AdTile> Tiles,
    IReadOnlyList<AdPanel> Cards,
    IReadOnlyList<AdText> Texts,
    AdBox? Logo,
    AdBox LabelCorner);
