using System.Numerics;
using System.Text;

namespace AigcStudio.Data.Gallery;

/// <summary>
/// A 64-bit hash of a text by its character trigrams, such that texts with most trigrams in common differ in few bits
/// (SimHash: Charikar 2002, "Similarity estimation techniques from rounding algorithms", section 3).
/// </summary>
public static class TextLikeness
{
    private const int Gram = 3;

    /// <summary>Case and blanks do not count; 0 for a text without three letters.</summary>
    public static ulong Of(string text)
    {
        var letters = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)))
        {
            letters.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        var bits = new int[64];
        for (var i = 0; i + Gram <= letters.Length; i++)
        {
            var hash = HashOf(letters, i);
            for (var b = 0; b < bits.Length; b++)
            {
                bits[b] += (hash >> b & 1) == 0 ? -1 : 1;
            }
        }

        return bits.Index().Aggregate(0UL, (sum, bit) => bit.Item > 0 ? sum | (1UL << bit.Index) : sum);
    }

    /// <summary>Bits that differ, 0 to 64.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    // FNV-1a over the characters, then the finaliser of SplitMix64, which spreads them over all bits.
    private static ulong HashOf(StringBuilder letters, int first)
    {
        var hash = 0xcbf29ce484222325UL;
        for (var i = first; i < first + Gram; i++)
        {
            hash = (hash ^ letters[i]) * 0x100000001b3UL;
        }

        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
        return hash ^ (hash >> 31);
    }
}
