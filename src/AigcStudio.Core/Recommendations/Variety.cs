using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>Keeps near twins apart at the top of an order: maximal marginal relevance (Carbonell and Goldstein 1998).</summary>
internal static class Variety
{
    /// <summary>Out of how many the top is chosen.</summary>
    public const int Pool = 400;

    private const int Chosen = 100;

    // How much what it is worth counts against how much it resembles what already stands there.
    private const double Relevance = 0.7;

    /// <param name="best">The best first; rows of one kind are of one length, in standard deviations.</param>
    /// <returns>Places in <paramref name="best"/>: those chosen one by one, then the others as they stood.</returns>
    public static IReadOnlyList<int> Spread(IReadOnlyList<(Modality Kind, double[] Row)> best)
    {
        if (best.Count == 0)
        {
            return [];
        }

        var nearest = new double[best.Count];
        var taken = new bool[best.Count];
        var order = new List<int>(best.Count);
        while (order.Count < Math.Min(Chosen, best.Count))
        {
            var next = Next(nearest, taken);
            taken[next] = true;
            order.Add(next);
            for (var i = 0; i < best.Count; i++)
            {
                nearest[i] = taken[i] ? 1 : Math.Max(nearest[i], Likeness(best[i], best[next]));
            }
        }

        order.AddRange(Enumerable.Range(0, best.Count).Where(i => !taken[i]));
        return order;
    }

    // What it is worth is its place, not its score: one that is far ahead must not bring all its twins along.
    private static int Next(double[] nearest, bool[] taken)
    {
        var (next, most) = (-1, double.MinValue);
        for (var i = 0; i < taken.Length; i++)
        {
            var worth = (Relevance * (1 - ((double)i / taken.Length))) - ((1 - Relevance) * nearest[i]);
            if (!taken[i] && worth > most)
            {
                (next, most) = (i, worth);
            }
        }

        return next;
    }

    // 1 for the same, 0.14 for two at random: their squared distance is about twice the number of columns.
    private static double Likeness((Modality Kind, double[] Row) one, (Modality Kind, double[] Row) other)
    {
        if (one.Kind != other.Kind || one.Row.Length != other.Row.Length || one.Row.Length == 0)
        {
            return 0;
        }

        double sum = 0;
        for (var i = 0; i < one.Row.Length; i++)
        {
            var off = one.Row[i] - other.Row[i];
            sum += off * off;
        }

        return Math.Exp(-sum / one.Row.Length);
    }
}
