using System.Text;

namespace AigcStudio.Core.Datasets;

/// <summary>Texts in the one form in which they are compared: composed (Unicode's NFC).</summary>
public static class ComposedText
{
    // Not a character (Unicode, section 23.7), yet well-formed UTF-8 has it; composing refuses it as it does half a surrogate pair.
    private const char NoCharacter = '\uFFFE';

    /// <summary>True for a text that can be composed as it stands.</summary>
    public static bool IsSound(string text)
    {
        var left = text.AsSpan();
        while (left.Length > 0)
        {
            if (Rune.DecodeFromUtf16(left, out var rune, out var used) != System.Buffers.OperationStatus.Done || rune.Value == NoCharacter)
            {
                return false;
            }

            left = left[used..];
        }

        return true;
    }

    /// <summary>The text composed; what cannot be is U+FFFD.</summary>
    public static string Of(string text) => (IsSound(text) ? text : Mended(text)).Normalize(NormalizationForm.FormC);

    private static string Mended(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            sound.Append(rune.Value == NoCharacter ? Rune.ReplacementChar : rune);
        }

        return sound.ToString();
    }
}
