using System.Numerics;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// Groups pictures or sounds whose 64-bit hashes differ in at most <see cref="MaxDistance"/> bits. Of five bands of a hash
/// at least one is equal in such a pair (pigeonhole), so only items that share a band are compared.
/// </summary>
internal static class NearDuplicates
{
    public const int MaxDistance = 4;

    private const int Bands = MaxDistance + 1;
    private const int BandBits = 13;

    /// <summary>For each hash the index of its group's first member.</summary>
    public static int[] Group(IReadOnlyList<ulong> hashes)
    {
        var groups = new Groups(hashes.Count);
        var firstOf = new Dictionary<ulong, int>();
        for (var i = 0; i < hashes.Count; i++)
        {
            if (!SaysNothing(hashes[i]) && !firstOf.TryAdd(hashes[i], i))
            {
                groups.Join(i, firstOf[hashes[i]]);
            }
        }

        var distinct = firstOf.Values.Order().ToArray();
        for (var band = 0; band < Bands; band++)
        {
            var shift = band * BandBits;
            foreach (var bucket in distinct.GroupBy(i => (hashes[i] >> shift) & ((1u << BandBits) - 1)))
            {
                JoinNear([.. bucket], hashes, groups);
            }
        }

        return groups.ToFirsts();
    }

    /// <summary>
    /// Near, measured against how much the two hashes say: on sparse pictures (a digit on black) few bits are set, and four
    /// of them are a different digit. With 4 bits whatever is set, two thirds of MNIST's test digits chain into one group;
    /// with one bit for every 16 that are set the largest group has 23 of 4,000, nearly all of one label.
    /// </summary>
    public static bool AreNear(ulong a, ulong b) =>
        BitOperations.PopCount(a ^ b) <= Math.Min(MaxDistance, BitOperations.PopCount(a | b) / BitsPerAllowedDifference);

    private const int BitsPerAllowedDifference = 16;

    /// <summary>A flat picture hashes to almost nothing, and so does every other flat picture.</summary>
    private static bool SaysNothing(ulong hash) => BitOperations.PopCount(hash) < FewestBits;

    private const int FewestBits = 4;

    private static void JoinNear(int[] bucket, IReadOnlyList<ulong> hashes, Groups groups)
    {
        for (var i = 0; i < bucket.Length; i++)
        {
            for (var j = i + 1; j < bucket.Length; j++)
            {
                if (AreNear(hashes[bucket[i]], hashes[bucket[j]]))
                {
                    groups.Join(bucket[i], bucket[j]);
                }
            }
        }
    }
}
