namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Distinct n-grams of <see cref="Words"/> / all n-grams, over all texts together (Li et al. 2016, arXiv:1510.03055, section 5; there the
/// divisor is the number of words, which for n = 1 is the same). It falls as more text is counted, whoever wrote it: compare only equal numbers
/// of texts of one kind, and beside real ones.
/// </summary>
public static class DistinctN
{
    /// <param name="n">Words in a run: 1 or 2 as in the paper.</param>
    /// <returns>In (0, 1]; 0 where no text has so many words.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 1.</exception>
    public static double Of(IReadOnlyList<string> texts, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var distinct = new HashSet<string>();
        var all = 0L;
        foreach (var run in texts.SelectMany(t => Words.Runs(Words.Of(t), n)))
        {
            distinct.Add(run);
            all++;
        }

        return all == 0 ? 0 : (double)distinct.Count / all;
    }
}
