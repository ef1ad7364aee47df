namespace AigcStudio.Data.Runs;

/// <summary>Fewer points for the same picture: of each stretch the lowest and the highest, so that no spike goes missing.</summary>
public static class Thinning
{
    /// <param name="points">By step.</param>
    /// <param name="atMost">At least 4; the first and the last point always stay.</param>
    public static IReadOnlyList<SeriesPoint> Thin(IReadOnlyList<SeriesPoint> points, int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 4);
        if (points.Count <= atMost)
        {
            return points;
        }

        var stretches = (atMost - 2) / 2;
        var kept = new List<SeriesPoint>(atMost) { points[0] };
        for (var i = 0; i < stretches; i++)
        {
            var from = 1 + (int)((long)i * (points.Count - 2) / stretches);
            var to = 1 + (int)((long)(i + 1) * (points.Count - 2) / stretches);
            var (low, high) = (from, from);
            for (var k = from + 1; k < to; k++)
            {
                low = points[k].Value < points[low].Value ? k : low;
                high = points[k].Value > points[high].Value ? k : high;
            }

            kept.Add(points[Math.Min(low, high)]);
            if (low != high)
            {
                kept.Add(points[Math.Max(low, high)]);
            }
        }

        kept.Add(points[^1]);
        return kept;
    }
}
