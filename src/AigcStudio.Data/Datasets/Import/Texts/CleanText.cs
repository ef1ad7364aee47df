using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>A text as it is stored: composed (NFC), lines ended by LF, without control characters and without blanks around it.</summary>
internal static class CleanText
{
    /// <summary>Between the question and the reply of a pair where they are hashed as one: the unit separator, which no clean text holds.</summary>
    public const char Between = '\u001f';

    /// <param name="dropped">Whether control characters were taken out.</param>
    public static string Of(string text, out bool dropped)
    {
        dropped = false;
        var plain = text.AsSpan().IndexOfAny(Special) < 0 && !text.Any(IsDropped);
        var clean = plain ? text : Rewrite(text, ref dropped);
        return ComposedText.Of(clean).Trim();
    }

    /// <summary>Of one line, as labels are.</summary>
    public static string OfLine(string text) => string.Join(' ', Of(text, out _).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What an item is stored under.</summary>
    public static ContentHash Hash(string text, string? reply) => ContentHash.Of(Encoding.UTF8.GetBytes(Joined(text, reply)));

    /// <summary>Equal for texts that differ in nothing but the blanks between words.</summary>
    public static ContentHash Key(string text, string? reply) => Hash(OfLine(text), reply is null ? null : OfLine(reply));

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("\r\t\u2028\u2029\u0085\u00a0");

    private static string Joined(string text, string? reply) => reply is null ? text : text + Between + reply;

    /// <summary>Control characters other than the ends of lines and tabs, and marks of byte order, also turned round, in the midst of a text.</summary>
    private static bool IsDropped(char c) => (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u0085')) || c is '\ufeff' or '\ufffe';

    private static string Rewrite(string text, ref bool dropped)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsDropped(c))
            {
                dropped = true;
            }
            else if (c != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            {
                clean.Append(c switch { '\r' or '\u2028' or '\u2029' or '\u0085' => '\n', '\t' or '\u00a0' => ' ', _ => c });
            }
        }

        return clean.ToString();
    }
}
