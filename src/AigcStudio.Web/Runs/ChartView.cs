using System.Globalization;
using System.Text;

namespace AigcStudio.Web.Runs;

/// <summary>How a person wants to look at the lines.</summary>
/// <param name="Smoothing">Weight of the past, 0 to 0.99.</param>
/// <param name="Clip">Leaves 2 % at either end of the values outside the axis.</param>
/// <param name="From">First step shown; null for the beginning.</param>
/// <param name="To">Last step shown; null for the newest.</param>
public sealed record ChartOptions(double Smoothing = 0.8, bool Log = false, bool Clip = true, int? From = null, int? To = null);

/// <summary>The lines as they are drawn: thinned, smoothed, and scaled to a plane of <see cref="Width"/> by <see cref="Height"/>.</summary>
public sealed class ChartView
{
    public const double Width = 1000;
    public const double Height = 400;

    /// <summary>A peak each for 300 columns: finer than a screen shows, coarse enough for four pushes a second.</summary>
    private const int MostPoints = 600;

    private const double OutlierShare = 0.02;

    private readonly bool _log;

    public ChartView(IEnumerable<ChartSeries> shown, ChartOptions options)
    {
        _log = options.Log;
        var all = shown.Where(s => s.Points.Count > 0).ToList();
        From = options.From ?? all.Select(s => s.Points[0].Step).DefaultIfEmpty(0).Min();
        To = Math.Max(From + 1, options.To ?? all.Select(s => s.Points[^1].Step).DefaultIfEmpty(1).Max());
        Lines = [.. all.Select(s => ChartLine.Of(s, options.Smoothing, From, To, MostPoints))];
        (Low, High) = ChartMaths.Range(
            Lines.SelectMany(l => l.Raw).Select(p => p.Value), options.Clip ? OutlierShare : 0, _log);
    }

    public int From { get; }

    public int To { get; }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<ChartLine> Lines { get; }

    public IEnumerable<double> StepTicks => ChartMaths.Ticks(From, To);

    public IEnumerable<double> ValueTicks => _log ? ChartMaths.LogTicks(Low, High) : ChartMaths.Ticks(Low, High);

    /// <summary>0 at the first step shown, 1 at the last.</summary>
    public double Across(double step) => (step - From) / (To - From);

    /// <summary>0 at the top of the plane, 1 at its bottom; a little beyond either for what the axis leaves out.</summary>
    public double Down(double value)
    {
        var share = _log
            ? (Math.Log(Math.Max(value, Low / 10)) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low))
            : (value - Low) / (High - Low);
        return Math.Clamp(1 - share, -0.2, 1.2);
    }

    /// <summary>An SVG path; it pauses where a value is not a number.</summary>
    public string PathOf(ChartLine line, bool smooth)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var point in smooth ? line.Smooth : line.Raw)
        {
            if (!double.IsFinite(point.Value))
            {
                pen = 'M';
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{pen}{Across(point.Step) * Width:0.#} {Down(point.Value) * Height:0.#}");
            pen = 'L';
        }

        return path.ToString();
    }
}
