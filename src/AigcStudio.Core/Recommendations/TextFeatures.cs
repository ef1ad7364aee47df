using System.Text;

namespace AigcStudio.Core.Recommendations;

/// <summary>How a text is written: five numbers, and its words hashed into a few places.</summary>
public static class TextFeatures
{
    private const int MostRunes = 20_000;

    public static float[] Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        int runes = 0, exclaims = 0, asks = 0;
        foreach (var rune in text.EnumerateRunes().Take(MostRunes))
        {
            runes++;
            exclaims += rune.Value is '!' or 0xFF01 ? 1 : 0;
            asks += rune.Value is '?' or 0xFF1F ? 1 : 0;
            // Chinese has no blanks between words: a character stands for one.
            if (IsHan(rune))
            {
                Close();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || (rune.Value == '\'' && word.Length > 0))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                Close();
            }
        }

        Close();
        var per = Math.Max(1, words.Count);
        float[] look =
        [
            (float)Math.Log2(1 + runes),
            (float)words.Sum(w => w.Length) / per,
            (float)Math.Sqrt((double)exclaims / per),
            (float)Math.Sqrt((double)asks / per),
            // Guiraud's index: unlike a plain share it does not fall with length alone.
            (float)(words.Distinct(StringComparer.Ordinal).Count() / Math.Sqrt(per)),
        ];
        return [.. look, .. Hashed(words)];

        void Close()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x323AF;

    // Weinberger et al. 2009, "Feature hashing for large scale multitask learning" (arXiv 0902.2206), section 2: a sign for each word.
    private static float[] Hashed(List<string> words)
    {
        var places = new float[FeatureNames.WordPlaces];
        foreach (var word in words)
        {
            var hash = 0xcbf29ce484222325UL;
            foreach (var letter in word)
            {
                hash = (hash ^ letter) * 0x100000001b3UL;
            }

            hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
            hash ^= hash >> 27;
            places[(int)(hash % FeatureNames.WordPlaces)] += (hash >> 40 & 1) == 0 ? 1 : -1;
        }

        var length = MathF.Sqrt(places.Sum(p => p * p));
        return length == 0 ? places : [.. places.Select(p => p / length)];
    }
}
