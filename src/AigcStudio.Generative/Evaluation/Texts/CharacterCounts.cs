namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Histograms of characters, or of pairs of neighbours, over bins that the real texts fix: their most frequent ones, and one more for all others.
/// Two sets are counted by the same bins, so that a divergence between them is defined; bins taken from each set by itself would hide what
/// only one of them writes.
/// </summary>
public sealed class CharacterCounts
{
    private readonly int _length;
    private readonly Dictionary<string, int> _places;

    /// <param name="real">Texts that fix the bins.</param>
    /// <param name="bins">So many of the most frequent at most; of equally frequent ones the first in the order of their codes.</param>
    /// <param name="length">1 for characters, 2 for pairs; case and spaces count as they stand.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> or <paramref name="length"/> is below 1.</exception>
    public CharacterCounts(IReadOnlyList<string> real, int bins, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _length = length;
        var counts = real.SelectMany(Pieces).CountBy(p => p);
        Bins = [.. counts.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(bins).Select(p => p.Key)];
        _places = Bins.Index().ToDictionary(b => b.Item, b => b.Index);
    }

    /// <summary>What is counted, in the order of the counts, without the last one for all others.</summary>
    public IReadOnlyList<string> Bins { get; }

    /// <summary>One count for each of <see cref="Bins"/> and at the end that of all others. Pairs do not reach from text to text.</summary>
    public IReadOnlyList<long> Of(IReadOnlyList<string> texts)
    {
        var counts = new long[Bins.Count + 1];
        foreach (var piece in texts.SelectMany(Pieces))
        {
            counts[_places.GetValueOrDefault(piece, Bins.Count)]++;
        }

        return counts;
    }

    private IEnumerable<string> Pieces(string text)
    {
        var characters = text.EnumerateRunes().Select(r => r.ToString()).ToArray();
        return Enumerable.Range(0, Math.Max(0, characters.Length - _length + 1)).Select(i => string.Concat(characters.Skip(i).Take(_length)));
    }
}
