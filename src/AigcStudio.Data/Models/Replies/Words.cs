using System.Text;

namespace AigcStudio.Data.Models.Replies;

/// <summary>A text as the words that comparisons count.</summary>
internal static class Words
{
    /// <summary>Words of a sequence that is remembered as a whole.</summary>
    public const int Sequence = 5;

    /// <summary>Letters and digits that stand together, in lower case; a CJK character is a word of its own, because nothing separates those.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var alone = IsCjk(rune.Value);
            if (alone || !Rune.IsLetterOrDigit(rune))
            {
                Close();
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }

            if (alone)
            {
                Close();
            }
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>Hashes of all sequences of five words, each once; of a shorter text the one of all its words.</summary>
    public static HashSet<ulong> SequencesOf(string text)
    {
        var words = Of(text);
        var hashes = new HashSet<ulong>();
        for (var first = 0; first == 0 || first + Sequence <= words.Count; first++)
        {
            hashes.Add(HashOf(words.Skip(first).Take(Sequence)));
        }

        return words.Count == 0 ? [] : hashes;
    }

    // Kana, Han and Hangul, with the extensions beyond the first plane.
    private static bool IsCjk(int code) => code is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    // FNV-1a, which is the same in every process; a word's end counts as a character.
    private static ulong HashOf(IEnumerable<string> words)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var letter in words.SelectMany(w => w.Append(' ')))
        {
            hash = (hash ^ letter) * 0x100000001b3UL;
        }

        return hash;
    }
}
