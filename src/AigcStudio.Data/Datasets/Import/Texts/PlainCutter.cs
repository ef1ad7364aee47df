using System.Text;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>Cuts a plain text into lines, into paragraphs, or not at all.</summary>
internal static class PlainCutter
{
    /// <summary>The pieces in order; blank lines of <see cref="TextCut.Lines"/> are blank pieces.</summary>
    public static IEnumerable<TextPiece> Cut(TextReader source, TextCut cut, int maxCharacters) => cut switch
    {
        TextCut.Lines => Lines(source, maxCharacters),
        TextCut.Paragraphs => Gather(source, maxCharacters, whole: false),
        _ => Gather(source, maxCharacters, whole: true),
    };

    private static IEnumerable<TextPiece> Lines(TextReader source, int maxCharacters)
    {
        var lines = new BoundedLines(source, maxCharacters);
        for (var place = 1L; lines.Read() is { } line; place++)
        {
            yield return lines.IsTooLong
                ? TextPiece.Refused(place, "import.text.tooLong", lines.Length, maxCharacters)
                : new TextPiece(place, line);
        }
    }

    private static IEnumerable<TextPiece> Gather(TextReader source, int maxCharacters, bool whole)
    {
        var lines = new BoundedLines(source, maxCharacters);
        var text = new StringBuilder();
        var (length, place) = (0L, whole ? 0L : 1L);
        while (true)
        {
            var line = lines.Read();
            if (line is not null && (whole || !string.IsNullOrWhiteSpace(line)))
            {
                length += lines.Length + 1;
                text.Append(text.Length + line.Length < maxCharacters + 1 ? line + '\n' : "");
                continue;
            }

            if (length > 0)
            {
                yield return length - 1 > maxCharacters
                    ? TextPiece.Refused(place, "import.text.tooLong", length - 1, maxCharacters)
                    : new TextPiece(place, text.ToString());
                (length, place) = (0, place + 1);
                text.Clear();
            }

            if (line is null)
            {
                yield break;
            }
        }
    }
}
