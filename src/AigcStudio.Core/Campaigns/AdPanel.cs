namespace AigcStudio.Core.Campaigns;

/// <summary>An area of one colour: band, card or button.</summary>
/// <param name="Colour"><c>#rrggbb</c>.</param>
/// <param name="Corner">Radius of its corners, px.</param>
public sealed record AdPanel(AdBox Box, string Colour, int Corner);
