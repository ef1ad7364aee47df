namespace AigcStudio.Core.Reviews;

/// <summary>
/// Krippendorff's alpha: how far raters agree beyond chance, with any number of raters and with gaps
/// (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections C and D).
/// </summary>
public static class Krippendorff
{
    /// <param name="units">For each item the values that its raters gave; those with fewer than two say nothing and are left out.</param>
    /// <returns>1 for perfect agreement, 0 for what chance gives, below 0 for worse; null where nothing varies or nothing can be paired.</returns>
    public static double? Alpha(IEnumerable<IReadOnlyList<int>> units, AgreementScale scale)
    {
        List<IReadOnlyList<int>> paired = [.. units.Where(u => u.Count > 1)];
        int[] values = [.. paired.SelectMany(u => u).Distinct().Order()];
        var places = values.Index().ToDictionary(v => v.Item, v => v.Index);
        var coincidences = Coincidences(paired, places);
        double[] totals = [.. values.Select((_, c) => Enumerable.Range(0, values.Length).Sum(k => coincidences[c, k]))];
        var all = totals.Sum();
        var (observed, expected) = (0.0, 0.0);
        for (var c = 0; c < values.Length; c++)
        {
            for (var k = c + 1; k < values.Length; k++)
            {
                var difference = Difference(totals, c, k, scale);
                observed += coincidences[c, k] * difference;
                expected += totals[c] * totals[k] * difference;
            }
        }

        return expected == 0 ? null : 1 - ((all - 1) * observed / expected);
    }

    /// <summary>How much the raters of one item differ: the mean difference of its pairs, 0 where all say the same.</summary>
    /// <param name="values">What its raters gave.</param>
    public static double Spread(IReadOnlyList<int> values)
    {
        var pairs = 0;
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                sum += Math.Abs(values[i] - values[j]);
                pairs++;
            }
        }

        return pairs == 0 ? 0 : sum / pairs;
    }

    // [C, C]: how often two values meet at an item, each item weighing as many pairs as it has raters.
    private static double[,] Coincidences(List<IReadOnlyList<int>> units, Dictionary<int, int> places)
    {
        var met = new double[places.Count, places.Count];
        foreach (var unit in units)
        {
            for (var i = 0; i < unit.Count; i++)
            {
                for (var j = 0; j < unit.Count; j++)
                {
                    if (i != j)
                    {
                        met[places[unit[i]], places[unit[j]]] += 1.0 / (unit.Count - 1);
                    }
                }
            }
        }

        return met;
    }

    private static double Difference(double[] totals, int c, int k, AgreementScale scale)
    {
        if (scale == AgreementScale.Nominal)
        {
            return 1;
        }

        var between = totals[c..(k + 1)].Sum() - ((totals[c] + totals[k]) / 2);
        return between * between;
    }
}
