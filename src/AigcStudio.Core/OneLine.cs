using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AigcStudio.Core;

/// <summary>Text from elsewhere as one harmless line: it can neither break a log's lines, colour a terminal nor turn the reading direction.</summary>
public static partial class OneLine
{
    /// <param name="most">Characters kept, at least 1; what is longer ends with an ellipsis.</param>
    public static string Of(string text, int most = int.MaxValue)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Escapes().Replace(text, "").EnumerateRunes())
        {
            plain.Append(IsHarmless(rune) ? rune.ToString() : " ");
        }

        var line = plain.ToString().Trim();
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[most - 1]) ? most - 1 : most), "…");
    }

    // Format characters include the marks that turn the reading direction; an unpaired surrogate reads as U+FFFD already.
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

    // ECMA-48 control sequences, and operating system commands up to their bell or terminator.
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(\a|\e\\)?")]
    private static partial Regex Escapes();
}
