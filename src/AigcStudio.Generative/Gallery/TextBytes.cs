using System.Text;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Generative.Gallery;

/// <summary>Between a pack's zero-padded UTF-8 and strings.</summary>
public static class TextBytes
{
    /// <summary>The text up to the first zero; bytes that are no UTF-8 become U+FFFD.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Writes a text over the whole destination, zero-padded; one that is longer is cut at a character.</summary>
    public static void Write(string text, Span<byte> destination)
    {
        destination.Clear();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (at + rune.Utf8SequenceLength > destination.Length)
            {
                return;
            }

            at += rune.EncodeToUtf8(destination[at..]);
        }
    }

    /// <summary>What a person typed as packs have it: composed (NFC), without zeros, every half of a pair whole.</summary>
    public static string Tidy(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(r => r.Value != 0))
        {
            whole.Append(rune.ToString());
        }

        return ComposedText.Of(whole.ToString()).Trim('\uFEFF');
    }
}
