namespace AigcStudio.Generative.Evaluation.Copies;

/// <summary>
/// Exact binomial test of a share against one half: the p-values are sums of n! / (k! (n - k)!) / 2^n, the interval is Wilson's
/// (Wilson 1927).
/// </summary>
/// <param name="Share">k / n; one half where there is nothing to count.</param>
/// <param name="OneSided">Probability of so many or more by a fair coin.</param>
/// <param name="TwoSided">Probability of a count so unlikely or more, in either direction.</param>
/// <param name="Low">Of the 95 % interval of the share.</param>
/// <param name="High">Of the 95 % interval of the share.</param>
public sealed record SignTest(double Share, double OneSided, double TwoSided, double Low, double High)
{
    // The normal distribution's quantile at 97.5 %.
    private const double Quantile = 1.959963984540054;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hits"/> is not in [0, <paramref name="items"/>].</exception>
    public static SignTest Of(int hits, int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, items);
        if (items == 0)
        {
            return new SignTest(0.5, 1, 1, 0, 1);
        }

        var share = (double)hits / items;
        var squared = Quantile * Quantile / items;
        var centre = share + (squared / 2);
        var spread = Quantile * Math.Sqrt((share * (1 - share) / items) + (squared / (4 * items)));
        var (above, below) = (Tail(hits, items), Tail(items - hits, items));
        return new SignTest(
            share, above, Math.Min(1, 2 * Math.Min(above, below)), (centre - spread) / (1 + squared), (centre + spread) / (1 + squared));
    }

    /// <summary>A share of items that are worth fewer independent ones, tested at that number.</summary>
    /// <param name="effective">0 and up; what is left of a whole item is none.</param>
    internal static SignTest AtWorth(double share, double effective)
    {
        var worth = (int)effective;
        return Of((int)Math.Round(share * worth), worth);
    }

    // P(X >= least), each term from the one before by its logarithm: 2^-n is below a double's reach from 1,075 on.
    private static double Tail(int least, int items)
    {
        var (logTerm, sum) = (-items * Math.Log(2), 0.0);
        for (var k = 0; k <= items; k++)
        {
            sum += k >= least ? Math.Exp(logTerm) : 0;
            logTerm += Math.Log(items - k) - Math.Log(k + 1);
        }

        return Math.Min(1, sum);
    }
}
