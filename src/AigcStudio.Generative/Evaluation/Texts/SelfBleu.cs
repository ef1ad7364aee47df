namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Likeness of texts among themselves, 0 to 1, the lower the more varied: the mean BLEU-4 of a text against all others (Zhu et al. 2018,
/// arXiv:1802.01886). BLEU (Papineni et al. 2002, section 2) is the brevity penalty by the closest length (of two, the shorter) times the
/// geometric mean of the clipped precisions of 1 to 4 words; one without any hit counts 0.1 hits (Chen, Cherry 2014, method 1), and a text
/// without a common word has 0. Real texts are alike as well: read it beside theirs, at the same number of texts.
/// </summary>
public static class SelfBleu
{
    private const int Longest = 4;
    private const int MostHypotheses = 200;
    private const double NoHit = 0.1;

    /// <param name="texts">Two at least that have words; others say nothing and are left out.</param>
    /// <param name="seed">Chooses the 200 that are compared with all others, where there are more.</param>
    /// <exception cref="ArgumentException">Fewer than two texts have words.</exception>
    public static double Of(IReadOnlyList<string> texts, int seed)
    {
        var words = texts.Select(Words.Of).Where(w => w.Count > 0).ToList();
        if (words.Count < 2)
        {
            throw new ArgumentException($"Of {texts.Count} texts {words.Count} have words; likeness among themselves needs two.");
        }

        var grams = Enumerable.Range(1, Longest).Select(n => words.Select(w => Count(w, n)).ToList()).ToList();
        var most = grams.Select(Most).ToList();
        var lengths = words.CountBy(w => w.Count).ToDictionary();
        var chosen = Enumerable.Range(0, words.Count).ToArray();
        new Random(seed).Shuffle(chosen);
        return chosen.Take(MostHypotheses).Average(i =>
        {
            var hits = Enumerable.Range(0, Longest).Select(n => Hits(grams[n][i], most[n], i)).ToList();
            var shares = hits.Select((h, n) => (h == 0 ? NoHit : h) / Math.Max(1, words[i].Count - n));
            return hits[0] == 0 ? 0 : Brevity(words[i].Count, lengths) * Math.Exp(shares.Average(Math.Log));
        });
    }

    private static Dictionary<string, int> Count(IReadOnlyList<string> words, int n) => Words.Runs(words, n).CountBy(r => r).ToDictionary();

    // The largest count of a run in one text, and the next in another: without a text itself, the references of all are told in one pass.
    private static Dictionary<string, (int First, int Owner, int Second)> Most(List<Dictionary<string, int>> texts)
    {
        var most = new Dictionary<string, (int First, int Owner, int Second)>();
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var (run, count) in texts[i])
            {
                var (first, owner, second) = most.GetValueOrDefault(run, (0, -1, 0));
                most[run] = count > first ? (count, i, first) : (first, owner, Math.Max(second, count));
            }
        }

        return most;
    }

    private static int Hits(Dictionary<string, int> runs, Dictionary<string, (int First, int Owner, int Second)> most, int self) =>
        runs.Sum(r => Math.Min(r.Value, most[r.Key].Owner == self ? most[r.Key].Second : most[r.Key].First));

    private static double Brevity(int length, Dictionary<int, int> lengths)
    {
        var closest = lengths.Where(l => l.Value > (l.Key == length ? 1 : 0)).Select(l => l.Key).MinBy(l => (Math.Abs(l - length), l));
        return length >= closest ? 1 : Math.Exp(1 - ((double)closest / length));
    }
}
