namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Divergence between the histograms of two samples over the same bins, nats, 0.5 added to each bin (Krichevsky, Trofimov 1981), so that an empty
/// bin costs and does not make it infinite. Both grow with the number of bins and shrink with that of items, and equal shares of unequal numbers
/// are not quite 0: beside them stands the value of real against real at the same numbers.
/// </summary>
/// <param name="KullbackLeibler">KL(real || made), sum of p ln (p / q), 0 and up: what an ideal code for the made wastes on a real item.</param>
/// <param name="JensenShannon">The mean of KL(real || m) and KL(made || m), m the mean of both; the same either way round, 0 to ln 2.</param>
public sealed record HistogramDivergence(double KullbackLeibler, double JensenShannon)
{
    private const double AddedToEach = 0.5;

    /// <param name="real">Items in each bin.</param>
    /// <param name="made">Items in each bin, the bins in the same order.</param>
    /// <exception cref="ArgumentException">The bins are not as many, or there are none, or one holds fewer than 0.</exception>
    public static HistogramDivergence Between(IReadOnlyList<long> real, IReadOnlyList<long> made)
    {
        if (real.Count != made.Count || real.Count == 0 || real.Concat(made).Any(c => c < 0))
        {
            throw new ArgumentException($"Divergence needs the same bins; here are {real.Count} and {made.Count}.");
        }

        var (p, q) = (Shares(real), Shares(made));
        var middle = p.Zip(q, (a, b) => (a + b) / 2).ToArray();
        return new HistogramDivergence(Divergence(p, q), (Divergence(p, middle) + Divergence(q, middle)) / 2);
    }

    /// <param name="values">Of one sample.</param>
    /// <param name="edges">
    /// Rising, one more than bins. A bin holds its lower edge; what lies outside all goes to the first or the last bin, since it must not get lost.
    /// </param>
    /// <returns>Items in each bin.</returns>
    /// <exception cref="ArgumentException">There are fewer than two edges, they do not rise, or a value is not a number.</exception>
    public static IReadOnlyList<long> Counts(IEnumerable<double> values, double[] edges)
    {
        if (edges.Length < 2 || edges.Zip(edges.Skip(1)).Any(e => !(e.First < e.Second)))
        {
            throw new ArgumentException("Edges of bins rise, and there are two at least.");
        }

        var counts = new long[edges.Length - 1];
        foreach (var value in values)
        {
            counts[Bin(value, edges)]++;
        }

        return counts;
    }

    private static int Bin(double value, double[] edges)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException("A value that is not a number lies in no bin.");
        }

        var found = Array.BinarySearch(edges, value);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, edges.Length - 2);
    }

    private static double[] Shares(IReadOnlyList<long> counts)
    {
        var total = counts.Sum() + (AddedToEach * counts.Count);
        return [.. counts.Select(c => (c + AddedToEach) / total)];
    }

    private static double Divergence(double[] p, double[] q) => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
}
