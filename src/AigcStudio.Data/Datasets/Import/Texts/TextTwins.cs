using System.Runtime.InteropServices;

namespace AigcStudio.Data.Datasets.Import.Texts;

/// <summary>
/// Groups texts that say nearly the same: MinHash over shingles of four characters (Broder 1997, "On the resemblance and
/// containment of documents"), letters and digits alone, in small letters. Eight bands of four hashes propose pairs (found with
/// 0.98 probability at a resemblance of 0.8), all 32 hashes judge them.
/// </summary>
internal static class TextTwins
{
    /// <summary>Share of equal hashes, an estimate of the Jaccard resemblance, from which two texts are near.</summary>
    private const double Near = 0.8;

    private const int Shingle = 4;
    private const int Hashes = 32;
    private const int BandHashes = 4;

    /// <summary>Texts in a band that are compared with each other at most; a flood of look-alikes costs no more than this.</summary>
    private const int MaxLeaders = 64;

    private static readonly ulong[] Factors = MakeFactors();

    /// <summary>For each text the index of its group's first member.</summary>
    public static int[] Group(IReadOnlyList<string> texts)
    {
        var sketches = new uint[texts.Count][];
        Parallel.For(0, texts.Count, i => sketches[i] = Sketch(texts[i]));
        var groups = new Groups(texts.Count);
        for (var band = 0; band < Hashes; band += BandHashes)
        {
            var at = band;
            foreach (var bucket in Enumerable.Range(0, texts.Count).Where(i => sketches[i].Length > 0).GroupBy(i => BandOf(sketches[i], at)))
            {
                JoinNear(bucket, sketches, groups);
            }
        }

        return groups.ToFirsts();
    }

    private static (ulong, ulong) BandOf(uint[] sketch, int at)
    {
        var pair = MemoryMarshal.Cast<uint, ulong>(sketch.AsSpan(at, BandHashes));
        return (pair[0], pair[1]);
    }

    /// <summary>Each text of a bucket joins the first leader that it is near to, or becomes one.</summary>
    private static void JoinNear(IEnumerable<int> bucket, uint[][] sketches, Groups groups)
    {
        var leaders = new List<int>();
        foreach (var i in bucket)
        {
            var leader = leaders.FindIndex(l => Resemblance(sketches[l], sketches[i]) >= Near);
            if (leader >= 0)
            {
                groups.Join(leaders[leader], i);
            }
            else if (leaders.Count < MaxLeaders)
            {
                leaders.Add(i);
            }
        }
    }

    private static double Resemblance(uint[] a, uint[] b)
    {
        var equal = 0;
        for (var h = 0; h < Hashes; h++)
        {
            equal += a[h] == b[h] ? 1 : 0;
        }

        return (double)equal / Hashes;
    }

    /// <summary>The smallest of each hash over all shingles; empty where the text has no letter and no digit.</summary>
    private static uint[] Sketch(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        if (letters.Length == 0)
        {
            return [];
        }

        var sketch = new uint[Hashes];
        Array.Fill(sketch, uint.MaxValue);
        for (var from = 0; from == 0 || from + Shingle <= letters.Length; from++)
        {
            var shingle = 14695981039346656037ul;
            foreach (var letter in letters.AsSpan(from, Math.Min(Shingle, letters.Length - from)))
            {
                shingle = (shingle ^ letter) * 1099511628211ul;
            }

            for (var h = 0; h < Hashes; h++)
            {
                sketch[h] = Math.Min(sketch[h], (uint)(((shingle ^ (shingle >> 29)) * Factors[h]) >> 32));
            }
        }

        return sketch;
    }

    /// <summary>Odd numbers, the same in every process.</summary>
    private static ulong[] MakeFactors()
    {
        var random = new Random(1997);
        return [.. Enumerable.Range(0, Hashes).Select(_ => (ulong)random.NextInt64() * 2 + 1)];
    }
}
