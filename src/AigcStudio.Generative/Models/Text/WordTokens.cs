using System.Globalization;
using System.Text;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Texts as numbers of words, each with the space before it; a word that the training texts have but once is spelled. So whatever a model
/// writes is spelled right, nothing that a person types is unreadable to it, and a script without spaces goes character by character.
/// </summary>
internal static class WordTokens
{
    // A word met once has taught nothing yet that its letters do not say.
    private const int FewestOccurrences = 2;

    internal static Vocabulary Learn(IEnumerable<string> texts, int most)
    {
        var (words, letters) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var text in texts)
        {
            foreach (var word in Words(text))
            {
                words[word] = words.GetValueOrDefault(word) + 1;
            }

            foreach (var rune in text.EnumerateRunes())
            {
                letters[rune.ToString()] = letters.GetValueOrDefault(rune.ToString()) + 1;
            }
        }

        var frequent = words.Where(w => w.Value >= FewestOccurrences && !letters.ContainsKey(w.Key));
        return Vocabulary.Of(letters.Concat(frequent).Select(c => (c.Key, c.Value)), most);
    }

    internal static int[] Split(Vocabulary vocabulary, string text) => Split(text, vocabulary.NumberOf);

    /// <param name="numberOf">Of a piece; <see cref="Vocabulary.Unknown"/> for a word that is to be spelled.</param>
    internal static int[] Split(string text, Func<string, int> numberOf) =>
        [.. Words(text).SelectMany(w => numberOf(w) is not Vocabulary.Unknown and var n ? [n] : w.EnumerateRunes().Select(r => numberOf(r.ToString())))];

    /// <summary>A text cut into words with the space before each, and single characters of all else; joined they are the text.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isLetter = IsOfWord(rune);
            if (word.Length > 0 && !(isLetter && (IsOfWord(Rune.GetRuneAt(word.ToString(), 0)) || word[0] == ' ')))
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(rune.ToString());
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    // Letters of scripts that have no cases, such as Chinese, are "other" letters; they stand alone.
    private static bool IsOfWord(Rune rune) => rune.Value is '\'' or '’' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark;
}
