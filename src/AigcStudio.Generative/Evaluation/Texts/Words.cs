using System.Globalization;
using System.Text;

namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Words of a text in small letters: runs of letters and digits with the marks upon them. Whatever else stands there (spaces, punctuation, the
/// apostrophe too: "don't" is "don", "t") ends a word and is none. In scripts that put no spaces between words (ideographs, kana, Thai, Lao,
/// Burmese, Khmer) each character is a word of its own; Hangul is written with spaces and comes in runs.
/// </summary>
public static class Words
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var alone = false;
        foreach (var rune in text.EnumerateRunes().Select(Rune.ToLowerInvariant))
        {
            var category = Rune.GetUnicodeCategory(rune);
            var letter = Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.LetterNumber;
            var mark = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!mark && (!letter || alone || IsSpaceless(rune)))
            {
                End(word, words);
                alone = IsSpaceless(rune);
            }

            if (letter || (mark && word.Length > 0))
            {
                word.Append(rune.ToString());
            }
        }

        End(word, words);
        return words;
    }

    /// <summary>All runs of so many words, one for each place: none where the text has fewer.</summary>
    internal static IEnumerable<string> Runs(IReadOnlyList<string> words, int length) =>
        Enumerable.Range(0, Math.Max(0, words.Count - length + 1)).Select(i => string.Join(' ', words.Skip(i).Take(length)));

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    // Blocks of the Unicode standard, 15.1.
    private static bool IsSpaceless(Rune rune) => rune.Value is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
