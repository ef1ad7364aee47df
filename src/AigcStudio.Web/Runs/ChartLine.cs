namespace AigcStudio.Web.Runs;

/// <summary>What of a series is drawn. Raw and smooth line are thinned each for itself, so that both keep their own peaks.</summary>
public sealed record ChartLine(ChartSeries Series, IReadOnlyList<ChartPoint> Raw, IReadOnlyList<ChartPoint> Smooth)
{
    public static ChartLine Of(ChartSeries series, double smoothing, int from, int to, int most)
    {
        var smooth = ChartMaths.Smooth(series.Points, smoothing);
        var window = Enumerable.Range(0, series.Points.Count).Where(i => series.Points[i].Step >= from && series.Points[i].Step <= to).ToList();
        return new ChartLine(
            series,
            ChartMaths.Thin([.. window.Select(i => series.Points[i])], most),
            ChartMaths.Thin([.. window.Select(i => series.Points[i] with { Value = smooth[i] })], most));
    }

    /// <summary>The point that lies nearest to a step.</summary>
    public static ChartPoint Nearest(IReadOnlyList<ChartPoint> points, double atStep) => points.MinBy(p => Math.Abs(p.Step - atStep));
}
