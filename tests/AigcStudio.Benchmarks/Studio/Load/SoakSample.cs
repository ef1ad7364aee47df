using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>What the studio's process holds at a moment.</summary>
/// <param name="Files">In its spool and upload folders, folders among them.</param>
internal sealed record SoakSample(double Minutes, double WorkingSetMegabytes, int Handles, int Threads, int Files, double DatabaseMegabytes)
{
    public const string Heads = "| minutes | working set, MB | handles | threads | temporary files | database, MB |\n|---|---|---|---|---|---|";

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Minutes:0.0} | {WorkingSetMegabytes:0} | {Handles} | {Threads} | {Files} | {DatabaseMegabytes:0.0} |");

    public static SoakSample Take(StudioProcess studio, TimeSpan at)
    {
        var status = File.ReadLines($"/proc/{studio.Id}/status").Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1].Trim());
        return new SoakSample(
            at.TotalMinutes,
            Number(status["VmRSS"]) / 1_000,
            Directory.EnumerateFileSystemEntries($"/proc/{studio.Id}/fd").Count(),
            (int)Number(status["Threads"]),
            new[] { "spool", "uploads" }.Select(f => Path.Combine(studio.DataRoot, f)).Where(Directory.Exists)
                .Sum(f => Directory.EnumerateFileSystemEntries(f, "*", SearchOption.AllDirectories).Count()),
            Directory.EnumerateFiles(studio.DataRoot, "studio.db*").Sum(f => new FileInfo(f).Length) / 1_000_000.0);
    }

    private static double Number(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
}
