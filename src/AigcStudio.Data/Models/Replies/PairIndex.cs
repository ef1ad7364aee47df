namespace AigcStudio.Data.Models.Replies;

/// <summary>
/// The pairs of one dataset version, searched by question and by what replies say. Questions are vectors of (1 + ln tf) * ln(1 + N / df)
/// over <see cref="QuestionTerms"/>, of length one (Manning, Raghavan, Schuetze, "Introduction to Information Retrieval", 6.4). Read-only, so
/// safe for many readers.
/// </summary>
public sealed class PairIndex
{
    private readonly IReadOnlyList<HumanPair> _pairs;
    private readonly Dictionary<string, (double Rarity, List<(int Pair, float Weight)> Places)> _terms = new(StringComparer.Ordinal);
    private readonly ulong[] _sequences;
    private readonly int[] _sequencePairs;

    public PairIndex(IReadOnlyList<HumanPair> pairs)
    {
        _pairs = pairs;
        List<Dictionary<string, int>> counts = [.. pairs.Select(p => QuestionTerms.Of(p.Question))];
        foreach (var group in counts.SelectMany(c => c.Keys).CountBy(t => t, StringComparer.Ordinal))
        {
            _terms[group.Key] = (Math.Log(1 + ((double)pairs.Count / group.Value)), new List<(int, float)>(group.Value));
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            foreach (var (term, weight) in Weighed(counts[i]))
            {
                _terms[term].Places.Add((i, (float)weight));
            }
        }

        var sequences = pairs.SelectMany((p, i) => Words.SequencesOf(p.Reply).Select(s => (Sequence: s, Pair: i))).ToList();
        _sequences = [.. sequences.Select(s => s.Sequence)];
        _sequencePairs = [.. sequences.Select(s => s.Pair)];
        Array.Sort(_sequences, _sequencePairs);
    }

    public int Count => _pairs.Count;

    /// <summary>The pairs whose questions are nearest, the nearest first; those with nothing in common are left out.</summary>
    public IReadOnlyList<NearPair> Nearest(string question, int most)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (term, weight) in Weighed(QuestionTerms.Of(question)))
        {
            foreach (var (pair, theirs) in _terms[term].Places)
            {
                scores[pair] = scores.GetValueOrDefault(pair) + (weight * theirs);
            }
        }

        return [.. scores
            .OrderByDescending(s => s.Value)
            .ThenBy(s => s.Key)
            .Take(most)
            .Select(s => new NearPair(_pairs[s.Key], Math.Min(1, s.Value)))];
    }

    /// <summary>How much of a draft one human reply says in the same words.</summary>
    public CopyFinding CopiedIn(string draft)
    {
        var sequences = Words.SequencesOf(draft);
        var found = new Dictionary<int, int>();
        foreach (var sequence in sequences)
        {
            for (var i = FirstOf(sequence); i < _sequences.Length && _sequences[i] == sequence; i++)
            {
                found[_sequencePairs[i]] = found.GetValueOrDefault(_sequencePairs[i]) + 1;
            }
        }

        if (found.Count == 0)
        {
            return new CopyFinding(0, null);
        }

        var (pair, most) = found.OrderByDescending(f => f.Value).ThenBy(f => f.Key).First();
        return new CopyFinding((double)most / sequences.Count, _pairs[pair]);
    }

    // A term that no question of the version has finds nothing, but it counts in the length: a question of strange words is near to none.
    private List<(string Term, double Weight)> Weighed(Dictionary<string, int> counts)
    {
        var strange = Math.Log(1 + _pairs.Count);
        List<(string Term, double Weight)> weighed =
            [.. counts.Select(c => (c.Key, (1 + Math.Log(c.Value)) * (_terms.TryGetValue(c.Key, out var term) ? term.Rarity : strange)))];
        var length = Math.Sqrt(weighed.Sum(w => w.Weight * w.Weight));
        return [.. weighed.Where(w => _terms.ContainsKey(w.Term)).Select(w => (w.Term, w.Weight / length))];
    }

    private int FirstOf(ulong sequence)
    {
        var (low, high) = (0, _sequences.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sequences[middle] < sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
