namespace AigcStudio.Core.Campaigns.Sets;

/// <summary>Makes a headline of a text, and a body of what is left of it.</summary>
public static class HeadlineCut
{
    private const string SentenceEnds = ".!?。！？…";
    private const string ClauseEnds = ",;:，；：、—";

    /// <summary>
    /// The whole text where it is short enough; else as many whole sentences of it as fit; else up to its last comma that fits, which then goes;
    /// else as many words as fit. A single word that is too long stays whole.
    /// </summary>
    /// <param name="most">Characters that fit; a Chinese one counts two (<see cref="TypeRuler.Length"/>).</param>
    public static (string Headline, string Body) Of(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (TypeRuler.Length(line) <= most)
        {
            return (line, "");
        }

        var cut = Last(line, most, i => Ends(line, i, SentenceEnds));
        cut = cut > 0 ? cut : Last(line, most + 1, i => Ends(line, i, ClauseEnds));
        cut = cut > 0 ? cut : Last(line, most, i => i + 1 < line.Length && (line[i + 1] == ' ' || IsBetweenWide(line, i)));
        cut = cut > 0 ? cut : line.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? space : line.Length;
        return (line[..cut].TrimEnd([.. ClauseEnds, ' ']), line[cut..].Trim());
    }

    /// <returns>How many characters up to the last end within the room; 0 where there is none.</returns>
    private static int Last(string line, int most, Func<int, bool> ends)
    {
        var (length, last) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            length += TypeRuler.Length(line[i].ToString());
            if (length > most)
            {
                break;
            }

            last = ends(i) ? i + 1 : last;
        }

        return last;
    }

    // A point within a number, or within an address, ends nothing.
    private static bool Ends(string line, int i, string ends) =>
        ends.Contains(line[i], StringComparison.Ordinal) && (i + 1 == line.Length || line[i + 1] == ' ' || TypeRuler.IsWide(line[i]));

    private static bool IsBetweenWide(string line, int i) =>
        TypeRuler.IsWide(line[i]) && TypeRuler.IsWide(line[i + 1]) && !(SentenceEnds + ClauseEnds).Contains(line[i + 1], StringComparison.Ordinal);
}
