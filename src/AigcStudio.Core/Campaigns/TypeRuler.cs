namespace AigcStudio.Core.Campaigns;

/// <summary>
/// Guesses how wide words are, so that a plan can be made without fonts. Whoever draws finds the letter size that really fits.
/// </summary>
public static class TypeRuler
{
    /// <param name="letter">Letter size, px.</param>
    /// <returns>px, on one line.</returns>
    public static double Width(string words, double letter, bool bold) => words.Sum(c => Em(c) * (bold && !IsWide(c) ? 1.06 : 1)) * letter;

    /// <returns>How many lines the words take when they break between words, Chinese ones anywhere.</returns>
    public static int Lines(string words, double letter, bool bold, int width)
    {
        var (lines, filled) = (1, 0.0);
        foreach (var word in Words(words))
        {
            var wide = Width(word.TrimEnd(), letter, bold);
            if (filled > 0 && filled + wide > width)
            {
                (lines, filled) = (lines + 1, 0);
            }

            filled += Width(word, letter, bold);
        }

        return lines;
    }

    /// <returns>px of the widest word, which no line may be narrower than.</returns>
    public static double WidestWord(string words, double letter, bool bold) =>
        Words(words).Select(w => Width(w.TrimEnd(), letter, bold)).DefaultIfEmpty().Max();

    /// <summary>Characters as they are counted against a channel's most: a Chinese one is two.</summary>
    public static int Length(string words) => words.Sum(c => IsWide(c) ? 2 : 1);

    private static IEnumerable<string> Words(string words)
    {
        var start = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == ' ' || IsWide(words[i]) || i == words.Length - 1)
            {
                yield return words[start..(i + 1)];
                start = i + 1;
            }
        }
    }

    private static double Em(char letter) => letter switch
    {
        _ when IsWide(letter) => 1,
        ' ' => 0.26,
        'i' or 'j' or 'l' or 't' or 'f' or 'I' or '.' or ',' or '\'' or '’' or '!' or ':' or ';' or '|' => 0.31,
        'm' or 'w' or 'M' or 'W' or '—' => 0.86,
        _ when char.IsUpper(letter) => 0.68,
        _ => 0.55,
    };

    // From the CJK radicals on, with kana, hangul, ideographs, their punctuation and the full-width forms.
    public static bool IsWide(char letter) => letter is (>= '\u2e80' and <= '\ud7ff') or (>= '\uf900' and <= '\ufaff') or (>= '\uff00' and <= '\uff60');
}
