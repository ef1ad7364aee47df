namespace AigcStudio.Core.Campaigns;

/// <summary>A colour and how much of the pictures it covers.</summary>
/// <param name="Colour"><c>#rrggbb</c>.</param>
/// <param name="Share">0 to 1; all of an ad add up to 1.</param>
public sealed record AdColour(string Colour, double Share);
