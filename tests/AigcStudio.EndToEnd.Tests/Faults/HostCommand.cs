using System.Diagnostics;

namespace AigcStudio.EndToEnd.Tests.Faults;

/// <summary>Programs of the host: signals, mounts, control groups.</summary>
internal static class HostCommand
{
    /// <summary>Runs a line of shell; true where it ended well.</summary>
    public static async Task<bool> TryAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", line]) { RedirectStandardError = true })!;
        await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0;
    }

    /// <param name="signal">Without SIG.</param>
    public static Task<bool> SignalAsync(int process, string signal) => TryAsync($"kill -{signal} {process}");

    /// <summary>Lets real time pass while something is kept from working.</summary>
    public static async Task HoldAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
