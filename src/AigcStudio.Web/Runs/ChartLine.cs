namespace AigcStudio.Web.Runs;

/// <summary>What of a series is drawn: the same steps for the raw and the smooth line.</summary>
public sealed record ChartLine(ChartSeries Series, IReadOnlyList<int> Steps, IReadOnlyList<double> Raw, IReadOnlyList<double> Smooth)
{
    public static ChartLine Of(ChartSeries series, double smoothing, int from, int to, int most)
    {
        var smooth = ChartMaths.Smooth(series.Points, smoothing);
        var first = series.Points.TakeWhile(p => p.Step < from).Count();
        var window = series.Points.Skip(first).TakeWhile(p => p.Step <= to).ToList();
        var kept = ChartMaths.Thin(window, most);
        return new ChartLine(
            series,
            [.. kept.Select(i => window[i].Step)],
            [.. kept.Select(i => window[i].Value)],
            [.. kept.Select(i => smooth[first + i])]);
    }

    /// <summary>The place of the drawn point that lies nearest to a step; -1 where nothing is drawn.</summary>
    public int Nearest(double atStep) =>
        Steps.Count == 0 ? -1 : Enumerable.Range(0, Steps.Count).MinBy(i => Math.Abs(Steps[i] - atStep));
}
