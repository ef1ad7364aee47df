namespace AigcStudio.Core.Campaigns;

/// <summary>Whether the copy holds a word that the brand bans: whole words in any case; Chinese, which has no gaps, anywhere.</summary>
internal static class WordsCheck
{
    public static BrandCheck Of(AdDesign design, AdBrand brand)
    {
        string[] copy = [design.Headline, design.Body, design.Call];
        var banned = brand.BannedWords.Select(w => w.Trim()).Where(w => w.Length > 0).ToList();
        var clean = copy.Count(c => !banned.Any(w => Holds(c, w)));
        return clean == copy.Length
            ? new("words", 1, true, Said.Of("campaign.check.words.kept"))
            : new("words", (double)clean / copy.Length, false, Said.Of("campaign.check.words.banned", banned.First(w => copy.Any(c => Holds(c, w)))));
    }

    private static bool Holds(string copy, string word)
    {
        for (var at = 0; (at = copy.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (Ends(copy, word[0], at - 1) && Ends(copy, word[^1], at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    // A word ends where no letter goes on, and beside every Chinese character.
    private static bool Ends(string copy, char last, int beside) =>
        beside < 0 || beside >= copy.Length || !char.IsLetterOrDigit(copy[beside]) || TypeRuler.IsWide(last) || TypeRuler.IsWide(copy[beside]);
}
