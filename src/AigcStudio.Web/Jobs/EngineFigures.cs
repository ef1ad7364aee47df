using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace AigcStudio.Web.Jobs;

/// <summary>The Engines that run now: their memory for operators, and whether the last one came up.</summary>
public sealed class EngineFigures
{
    private readonly ConcurrentDictionary<int, string> _running = new();

    public EngineFigures(IMeterFactory meters)
    {
        var meter = meters.Create("AigcStudio.Engines");
        meter.CreateObservableGauge("aigc.engine.memory", Memory, "By", "Resident memory of the Engines, by what they do.");
        meter.CreateObservableGauge("aigc.engine.running", () => _running.Count, "{process}", "Engine processes.");
    }

    /// <summary>False once a start failed, until one succeeds.</summary>
    public bool CameUp { get; private set; } = true;

    public void Failed() => CameUp = false;

    /// <param name="name">As of its log: <c>run-...</c>, <c>draw-...</c>.</param>
    public void Started(int processId, string name, Task exited)
    {
        CameUp = true;
        _running[processId] = name.Split('-')[0];
        _ = exited.ContinueWith(_ => _running.TryRemove(processId, out var _), TaskScheduler.Default);
    }

    private IEnumerable<Measurement<long>> Memory() => _running
        .GroupBy(p => p.Value)
        .Select(g => new Measurement<long>(g.Sum(p => ResidentBytes(p.Key)), new KeyValuePair<string, object?>("engine", g.Key)));

    // proc(5): the second figure of statm is the resident pages.
    private static long ResidentBytes(int processId)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{processId}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
