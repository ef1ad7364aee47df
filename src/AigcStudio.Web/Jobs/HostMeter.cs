using System.Globalization;

namespace AigcStudio.Web.Jobs;

/// <summary>Load and memory of this machine, as the kernel counts them (proc(5): <c>/proc/stat</c>, <c>/proc/meminfo</c>).</summary>
public sealed class HostMeter(string stat = "/proc/stat", string memory = "/proc/meminfo")
{
    private (long Busy, long All) _last;

    /// <summary>The share of all processors that was busy since the last call; since the start of the machine at the first.</summary>
    public double TakeLoad()
    {
        // user nice system idle iowait irq softirq steal: the fourth and fifth are rest.
        var times = File.ReadLines(stat).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var now = (Busy: times.Sum() - times[3] - times[4], All: times.Sum());
        var (busy, all) = (now.Busy - _last.Busy, now.All - _last.All);
        _last = now;
        return all > 0 ? Math.Clamp((double)busy / all, 0, 1) : 0;
    }

    /// <summary>Bytes that are taken and cannot be had at once, and all there are.</summary>
    public (long Used, long Total) Memory()
    {
        var kilobytes = File.ReadLines(memory)
            .Select(l => l.Split(':', 2))
            .Where(l => l[0] is "MemTotal" or "MemAvailable")
            .ToDictionary(l => l[0], l => long.Parse(l[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture));
        return ((kilobytes["MemTotal"] - kilobytes["MemAvailable"]) << 10, kilobytes["MemTotal"] << 10);
    }
}
