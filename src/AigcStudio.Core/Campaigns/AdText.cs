namespace AigcStudio.Core.Campaigns;

/// <summary>Words with the room that they may take.</summary>
/// <param name="Role"><c>headline</c>, <c>body</c>, <c>call</c> or <c>brand</c>.</param>
/// <param name="Font">A family of <see cref="AdFonts.All"/>.</param>
/// <param name="Weight">400 regular, 700 bold.</param>
/// <param name="Largest">Letter size that is tried first, px.</param>
/// <param name="Smallest">Below it the words are shortened instead, px.</param>
/// <param name="Colour"><c>#rrggbb</c>.</param>
/// <param name="Centred">Lines in the middle of the box, else at its left edge.</param>
/// <param name="Rise">Where the lines stand in a box that is higher than they are: 0 at its top, 0.5 in the middle, 1 at its bottom.</param>
public sealed record AdText(
    string Role, string Words, AdBox Box, string Font, int Weight, int Largest, int Smallest, string Colour, bool Centred, double Rise);
