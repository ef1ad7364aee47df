using System.Diagnostics;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>A child's operating-system side: its start, its log and its end.</summary>
internal sealed class ChildHandle : IDisposable
{
    private readonly ChildStart _start;
    private readonly Process _process;
    private readonly Lock _gate = new();
    private bool _killed;

    private ChildHandle(ChildStart start, Process process)
    {
        (_start, _process, Id) = (start, process, process.Id);
        Exited = WatchAsync();
    }

    public int Id { get; }

    public Task<ChildExit> Exited { get; }

    /// <exception cref="ChildNotStartedException">The executable is missing or cannot be run.</exception>
    public static ChildHandle Launch(ChildStart start, ChildArguments arguments)
    {
        var info = new ProcessStartInfo(start.Program.Path, [.. arguments.ToArguments(), .. start.Room?.ToArguments() ?? []])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(start.Program.Path),
        };
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(info)!;
            process.StandardInput.Close();
            return new ChildHandle(start, process);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or DirectoryNotFoundException)
        {
            throw new ChildNotStartedException(start.Program.Name, start.LogFile);
        }
    }

    public void Kill()
    {
        lock (_gate)
        {
            if (!Exited.IsCompleted && !_process.HasExited)
            {
                _killed = true;
                _process.Kill(entireProcessTree: true);
            }
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<ChildExit> WatchAsync()
    {
        using var log = new ChildLog(_start.LogFile, _start.MaxLogBytes);
        await Task.WhenAll(log.PumpAsync(_process.StandardError.BaseStream), log.PumpAsync(_process.StandardOutput.BaseStream));

        await _process.WaitForExitAsync();
        lock (_gate)
        {
            return new ChildExit(_start.Program.Name, _process.ExitCode, _killed) { SaidNoMemory = log.SaidNoMemory, LastWords = log.LastWords };
        }
    }
}
