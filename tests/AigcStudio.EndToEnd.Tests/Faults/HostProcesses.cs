using System.Globalization;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>The host's processes, as <c>/proc</c> tells of them.</summary>
internal static class HostProcesses
{
    /// <summary>Every process that was started for a data root and does not descend from its living studio.</summary>
    public static IReadOnlyList<(int Id, string Name)> Orphans(string dataRoot, int studio)
    {
        var all = All().ToDictionary(p => p.Id);
        return [.. all.Values.Where(p => p.State != "Z" && IsFor(p.Id, dataRoot) && !Descends(p.Id)).Select(p => (p.Id, p.Name))];

        bool Descends(int process) => process == studio || (all.TryGetValue(process, out var found) && Descends(found.Parent));
    }

    /// <summary>Dead children that their parent has not buried.</summary>
    public static IReadOnlyList<int> Zombies(int parent) => [.. All().Where(p => p.State == "Z" && p.Parent == parent).Select(p => p.Id)];

    /// <summary>Whether a process is there and not a zombie.</summary>
    public static bool Lives(int process) => All().Any(p => p.Id == process && p.State != "Z");

    private static IEnumerable<(int Id, int Parent, string State, string Name)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(folder, "stat") is { } stat)
            {
                // proc(5): the name is in parentheses and may hold spaces; state and parent follow.
                var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
                var after = stat[(close + 2)..].Split(' ');
                yield return (id, int.Parse(after[1], CultureInfo.InvariantCulture), after[0], stat[(open + 1)..close]);
            }
        }
    }

    private static bool IsFor(int process, string dataRoot) =>
        Read($"/proc/{process}", "environ")?.Split('\0').Contains($"Studio__DataRoot={dataRoot}") == true;

    private static string? Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
