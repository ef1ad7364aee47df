using System.Globalization;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.Benchmarks.Studio.Load;

/// <summary>Of the studio's own process, by <c>/metrics</c>, in MB.</summary>
/// <param name="Heap">Managed, after the last collection.</param>
internal sealed record ServerMemory(double WorkingSet, double Heap)
{
    public static async Task<ServerMemory> ReadAsync(StudioApi api)
    {
        var lines = (await api.Client.GetStringAsync("/metrics")).Split('\n');
        return new ServerMemory(Sum("dotnet_process_memory_working_set"), Sum("dotnet_gc_last_collection_heap_size"));

        double Sum(string name) => lines
            .Where(l => l.StartsWith(name, StringComparison.Ordinal))
            .Sum(l => double.Parse(l[(l.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)) / 1_000_000;
    }

    public static ServerMemory Most(ServerMemory one, ServerMemory other) =>
        new(Math.Max(one.WorkingSet, other.WorkingSet), Math.Max(one.Heap, other.Heap));
}
