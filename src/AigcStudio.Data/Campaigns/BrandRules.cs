using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;

namespace AigcStudio.Data.Campaigns;

/// <summary>What a brand must hold to be one.</summary>
internal static class BrandRules
{
    private const int LongestName = 80;
    private const int FewestColours = 2;
    private const int MostColours = 8;
    private const int MostWords = 100;
    private const int LongestWord = 60;
    private const double LargestSafeArea = 0.15;

    /// <summary>More are no dial any more.</summary>
    private const int MostMoods = 8;

    /// <summary>The brand as it is kept: names trimmed, colours in small letters, words once each.</summary>
    /// <exception cref="CampaignException">
    /// <c>brands.nameless</c>, <c>brands.nameTooLong(longest)</c>, <c>brands.colours(fewest, most)</c>, <c>brands.colour(colour)</c>,
    /// <c>brands.words(most, longest)</c>, <c>brands.safeArea.range(largest)</c>, <c>sets.moods.most(most)</c>, <c>sets.mood.nameless</c>,
    /// <c>sets.mood.twice(name)</c>.
    /// </exception>
    public static AdBrand Check(AdBrand book)
    {
        var name = book.Name.Trim();
        List<string> palette = [.. book.Palette.Select(c => c.Trim().ToLowerInvariant()).Distinct()];
        return (name, palette) switch
        {
            ("", _) => throw new CampaignException("brands.nameless"),
            ({ Length: > LongestName }, _) => throw new CampaignException("brands.nameTooLong", LongestName),
            (_, { Count: < FewestColours or > MostColours }) => throw new CampaignException("brands.colours", FewestColours, MostColours),
            _ when palette.Find(c => !HexColour.Is(c)) is { } odd => throw new CampaignException("brands.colour", odd),
            _ when book.SafeArea is not (>= 0 and <= LargestSafeArea) => throw new CampaignException("brands.safeArea.range", LargestSafeArea),
            _ => book with { Name = name, Palette = palette, BannedWords = Words(book.BannedWords), Moods = Moods(book.Moods) },
        };
    }

    /// <exception cref="CampaignException"><c>brands.words(most, longest)</c>.</exception>
    public static List<string> Words(IEnumerable<string> words)
    {
        List<string> kept = [.. words.Select(w => w.Trim()).Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return kept.Count <= MostWords && kept.TrueForAll(w => w.Length <= LongestWord) ? kept : throw new CampaignException("brands.words", MostWords, LongestWord);
    }

    private static List<Mood> Moods(IEnumerable<Mood> moods)
    {
        List<Mood> kept = [.. moods.Select(m => new Mood(m.Name.Trim(), Words(m.Tags))).Where(m => m.Name.Length > 0 || m.Tags.Count > 0)];
        Words(kept.Select(m => m.Name));
        return kept switch
        {
            { Count: > MostMoods } => throw new CampaignException("sets.moods.most", MostMoods),
            _ when kept.Exists(m => m.Name.Length == 0) => throw new CampaignException("sets.mood.nameless"),
            _ when kept.GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice => throw new CampaignException("sets.mood.twice", twice.Key),
            _ => kept,
        };
    }
}
