using System.Globalization;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <param name="Delays">Milliseconds from an event's own time to a client's ear.</param>
/// <param name="Alone">Steps a second without watchers, pair by pair.</param>
/// <param name="Watched">Steps a second with them.</param>
internal sealed record WatchersSeen(
    int Count,
    IReadOnlyList<double> Delays,
    IReadOnlyList<double> Alone,
    IReadOnlyList<double> Watched,
    ServerMemory Before,
    ServerMemory With,
    ServerMemory DeafAtFirst,
    ServerMemory DeafLater)
{
    public void Print()
    {
        var delays = Delays.Order().ToList();
        var ratios = Watched.Zip(Alone, (a, b) => a / b).Order().ToList();
        Say($"{Count} watchers, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        Say($"| update, event to ear | p50 {At(delays, 0.5):0} ms, p99 {At(delays, 0.99):0} ms, of {delays.Count} |");
        Say($"| server memory | working set {Before.WorkingSet:0} to {With.WorkingSet:0} MB, heap {Before.Heap:0} to {With.Heap:0} MB |");
        Say($"| training's pace, watched over alone | {ratios[ratios.Count / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}) of {Alone.Average():0.0} steps/s |");
        Say($"| {Math.Max(1, Count / 10)} that never read | working set {DeafAtFirst.WorkingSet:0} to {DeafLater.WorkingSet:0} MB, heap {DeafAtFirst.Heap:0} to {DeafLater.Heap:0} MB |");
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
