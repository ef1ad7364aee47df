namespace AigcStudio.Core.Campaigns;

/// <summary>How one ad is to look, kept as data: whoever edits an ad changes this and it is drawn again.</summary>
/// <param name="Layout">One of <see cref="AdLayouts.Names"/>.</param>
/// <param name="Headline">Not empty.</param>
/// <param name="Body">May be empty; left out where a channel has no room for it.</param>
/// <param name="Call">Words of the button; no button where empty.</param>
/// <param name="Ground">Colour under everything, <c>#rrggbb</c>.</param>
/// <param name="Ink">Colour of the copy, <c>#rrggbb</c>.</param>
/// <param name="Accent">Colour of button and band, <c>#rrggbb</c>.</param>
/// <param name="ShowLogo">The brand's logo, or its name where it has none.</param>
/// <param name="FocusX">What of a cropped picture stays in sight: 0 its left edge, 1 its right.</param>
/// <param name="FocusY">The same from top (0) to bottom (1).</param>
/// <param name="Turn">Seed of the order that pictures take in a pattern.</param>
/// <param name="Enlarger">The model that enlarges pictures which would else be shown larger than they are; null where they stay as they are.</param>
public sealed record AdDesign(
    string Layout,
    string Headline,
    string Body,
    string Call,
    string Ground,
    string Ink,
    string Accent,
    bool ShowLogo = true,
    double FocusX = 0.5,
    double FocusY = 0.5,
    int Turn = 0,
    Guid? Enlarger = null);
