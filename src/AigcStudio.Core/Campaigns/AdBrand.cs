using AigcStudio.Core.Campaigns.Sets;

namespace AigcStudio.Core.Campaigns;

/// <summary>What all ads of a brand have in common.</summary>
/// <param name="Name">Stands as a word where there is no logo.</param>
/// <param name="Palette">2 to 8 colours, <c>#rrggbb</c>.</param>
/// <param name="HeadlineFont">One of <see cref="AdFonts.All"/>.</param>
/// <param name="BodyFont">One of <see cref="AdFonts.All"/>.</param>
/// <param name="BannedWords">Words that no ad may hold, in any case.</param>
/// <param name="SafeArea">Margin that copy and logo keep from each edge, share of the shorter side, 0 to 0.15.</param>
public sealed record AdBrand(
    string Name, IReadOnlyList<string> Palette, string HeadlineFont, string BodyFont, IReadOnlyList<string> BannedWords, double SafeArea)
{
    /// <summary>What its campaigns can feel like; at most eight, and none in a book from before there were moods.</summary>
    public IReadOnlyList<Mood> Moods { get; init; } = [];
}
