using System.Globalization;

namespace AigcStudio.Benchmarks.Studio;

/// <summary>
/// Processor time of a process and all its descendants since the watch began, in steps of a hundredth of a second (the kernel's tick). Looks
/// twice a second, so that of a child that ends at most half a second is lost.
/// </summary>
internal sealed class ProcessTree : IDisposable
{
    private const double TicksPerSecond = 100;

    private readonly int _root;
    private readonly Dictionary<int, long> _first;
    private readonly Dictionary<int, long> _last = [];
    private readonly Lock _lock = new();
    private readonly Timer _timer;

    public ProcessTree(int root)
    {
        _root = root;
        _first = Read();
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
    }

    public double ProcessorSeconds()
    {
        Look();
        lock (_lock)
        {
            return _last.Sum(p => p.Value - _first.GetValueOrDefault(p.Key)) / TicksPerSecond;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            foreach (var (process, ticks) in Read())
            {
                _last[process] = ticks;
            }
        }
    }

    private Dictionary<int, long> Read()
    {
        var all = new Dictionary<int, (int Parent, long Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && Stat(folder) is { } stat)
            {
                all[process] = stat;
            }
        }

        return all.Where(p => IsOurs(p.Key, all)).ToDictionary(p => p.Key, p => p.Value.Ticks);
    }

    private bool IsOurs(int process, Dictionary<int, (int Parent, long Ticks)> all)
    {
        while (process != _root && all.TryGetValue(process, out var stat))
        {
            process = stat.Parent;
        }

        return process == _root;
    }

    // proc(5): after the name in brackets the state, then the parent; utime and stime are fields 14 and 15.
    private static (int Parent, long Ticks)? Stat(string folder)
    {
        try
        {
            var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..13].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
