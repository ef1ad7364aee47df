namespace AigcStudio.Web.Jobs;

/// <summary>
/// Who holds a lease: host, boot, process and its start, so that after a restart on the same machine the leases of the killed
/// studio are known to be dead at once. Of other machines only the heartbeat tells.
/// </summary>
public sealed record WorkerName(string Host, string Boot, int ProcessId, string StartTicks)
{
    /// <summary>This process.</summary>
    public static WorkerName Own { get; } = new(
        Environment.MachineName, BootId(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? "");

    /// <summary>True where the name is of this machine and its process is not there any more.</summary>
    public static bool IsGone(string? name)
    {
        if (name?.Split('|') is not [var host, var boot, var process, var start] || host != Own.Host || boot != Own.Boot)
        {
            return false;
        }

        return int.TryParse(process, out var id) && StartOf(id) != start;
    }

    public override string ToString() => $"{Host}|{Boot}|{ProcessId}|{StartTicks}";

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    // proc(5): starttime is field 22; the second field is in parentheses and may hold spaces.
    private static string? StartOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
