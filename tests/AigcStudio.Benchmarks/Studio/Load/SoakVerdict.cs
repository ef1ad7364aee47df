using System.Globalization;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>Straight lines through the second half of a soak: the first warms the studio up.</summary>
internal static class SoakVerdict
{
    public static void Print(IReadOnlyList<SoakSample> samples)
    {
        var late = samples.Skip(samples.Count / 2).ToList();
        Say($"{samples.Count} rounds, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; slopes over the last {late.Count}");

        // The database keeps the history of jobs on purpose, some kilobytes a round: it may grow, and is only told.
        Tell("working set", "MB", late, s => s.WorkingSetMegabytes, most: 1);
        Tell("handles", "", late, s => s.Handles, most: 0.5);
        Tell("threads", "", late, s => s.Threads, most: 0.5);
        Tell("temporary files", "", late, s => s.Files, most: 0.1);
        Tell("database", "MB", late, s => s.DatabaseMegabytes, most: double.PositiveInfinity);
    }

    /// <summary>Least squares, per round.</summary>
    public static double Slope(IReadOnlyList<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.DefaultIfEmpty().Average());
        var spread = Enumerable.Range(0, values.Count).Sum(i => (i - middle) * (i - middle));
        return spread == 0 ? 0 : values.Select((v, i) => (i - middle) * (v - mean)).Sum() / spread;
    }

    private static void Tell(string what, string unit, List<SoakSample> samples, Func<SoakSample, double> read, double most)
    {
        var slope = Slope([.. samples.Select(read)]);
        Say($"| {what} | {slope:+0.000;-0.000;0} {unit} a round | {(samples.Count < 5 ? "too few rounds to tell" : double.IsPositiveInfinity(most) ? "told only" : slope <= most ? "flat" : "GROWS")} |");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
