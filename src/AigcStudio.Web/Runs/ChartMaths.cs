namespace AigcStudio.Web.Runs;

/// <summary>What turns the numbers of a run into lines that can be read.</summary>
public static class ChartMaths
{
    /// <summary>
    /// A running mean that forgets: each value weighs <c>1 - weight</c>, what came before <c>weight</c>. Divided by the sum of the
    /// weights so far, so that the line starts at the first value instead of at zero (as in Adam, arXiv 1412.6980, sec. 3).
    /// </summary>
    /// <param name="weight">0 = the raw line, up to but not including 1.</param>
    public static double[] Smooth(IReadOnlyList<ChartPoint> points, double weight)
    {
        var smooth = new double[points.Count];
        double mean = 0, seen = 1;
        for (var i = 0; i < points.Count; i++)
        {
            if (double.IsFinite(points[i].Value))
            {
                mean = (weight * mean) + ((1 - weight) * points[i].Value);
                seen *= weight;
            }

            smooth[i] = seen < 1 ? mean / (1 - seen) : double.NaN;
        }

        return smooth;
    }

    /// <summary>
    /// At most about <paramref name="most"/> points that keep every peak: the lowest and the highest of each bucket.
    /// Buckets are a power of two of steps wide and start at step 0, so that a growing line does not flicker.
    /// </summary>
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var width = 1;
        while ((points[^1].Step - points[0].Step) / width > most / 2)
        {
            width *= 2;
        }

        var kept = new List<ChartPoint>(most + 2);
        for (int start = 0, end; start < points.Count; start = end)
        {
            int low = start, high = start;
            var bucket = points[start].Step / width;
            for (end = start; end < points.Count && points[end].Step / width == bucket; end++)
            {
                low = points[end].Value < points[low].Value ? end : low;
                high = points[end].Value > points[high].Value ? end : high;
            }

            kept.Add(points[Math.Min(low, high)]);
            if (low != high)
            {
                kept.Add(points[Math.Max(low, high)]);
            }
        }

        return kept;
    }

    /// <summary>Lowest and highest of the values that lie between two shares of them; a flat line gets room around it.</summary>
    /// <param name="share">Left out at either end: 0 for everything, 0.02 against outliers.</param>
    /// <param name="positive">Only values above zero count, as a logarithmic axis shows no others.</param>
    public static (double Low, double High) Range(IEnumerable<double> values, double share, bool positive)
    {
        var sorted = values.Where(v => double.IsFinite(v) && (!positive || v > 0)).Order().ToList();
        if (sorted.Count == 0)
        {
            return positive ? (0.1, 1) : (0, 1);
        }

        var skip = (int)(sorted.Count * share);
        var (low, high) = (sorted[skip], sorted[^(skip + 1)]);
        // A smoothed flat line differs from itself in the last bits: that is flat, not an axis one bit wide.
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        var room = high - low > size * 1e-9 ? (high - low) * 0.06 : Math.Max(size * 0.1, 1e-6);
        return positive ? (low / 1.1, high * 1.1) : (low - room, high + room);
    }

    /// <summary>Three to six round numbers within a range.</summary>
    public static IReadOnlyList<double> Ticks(double low, double high)
    {
        var rough = (high - low) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var round = (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
        var ticks = new List<double>();
        for (var i = Math.Ceiling(low / round); i * round <= high; i++)
        {
            ticks.Add(i * round);
        }

        return ticks;
    }

    /// <summary>The powers of ten within a range, or <see cref="Ticks"/> where fewer than two lie in it.</summary>
    public static IReadOnlyList<double> LogTicks(double low, double high)
    {
        var first = (int)Math.Ceiling(Math.Log10(low));
        var last = (int)Math.Floor(Math.Log10(high));
        return last > first ? [.. Enumerable.Range(first, last - first + 1).Select(p => Math.Pow(10, p))] : Ticks(low, high);
    }
}
