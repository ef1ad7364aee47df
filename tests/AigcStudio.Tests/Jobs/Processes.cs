using System.Diagnostics;

namespace AigcStudio.Tests.Jobs;

/// <summary>Processes as /proc shows them.</summary>
internal static class Processes
{
    // The fourth word of /proc/N/stat is the parent's number; the second, in brackets, may hold anything.
    public static IEnumerable<int> ChildrenOf(int parent) =>
        from process in Process.GetProcesses()
        let stat = new FileInfo($"/proc/{process.Id}/stat")
        where stat.Exists && Words(stat).ElementAtOrDefault(1) == $"{parent}"
        select process.Id;

    public static bool IsStopped(int process) => Words(new FileInfo($"/proc/{process}/stat"))[0] == "T";

    private static string[] Words(FileInfo stat)
    {
        try
        {
            return File.ReadAllText(stat.FullName).Split(") ")[^1].Split(' ');
        }
        catch (IOException)
        {
            // It has ended since.
            return ["X", ""];
        }
    }
}
