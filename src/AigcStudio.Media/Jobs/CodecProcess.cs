using System.Diagnostics;
using System.Text.Json;

namespace AigcStudio.Media.Jobs;

/// <summary>This process's hold on its <see cref="CodecHost"/>.</summary>
internal sealed class CodecProcess : IDisposable
{
    private readonly Process _host;
    private readonly Lock _oneAtATime = new();
    private bool _ended;

    private CodecProcess(Process host) => (_host, Id, Ended) = (host, host.Id, host.WaitForExitAsync());

    /// <summary>Of the host.</summary>
    public int Id { get; }

    /// <summary>Completes once the host is gone. A new one cannot be started then, but by a new process.</summary>
    public Task Ended { get; }

    /// <summary>Starts the host; to be called before this process's filter forbids it.</summary>
    /// <param name="program">The Media program.</param>
    /// <returns>Null where no ffmpeg is on the path.</returns>
    public static CodecProcess? Start(string program)
    {
        if (FindFfmpeg() is not { } ffmpeg)
        {
            return null;
        }

        var start = new ProcessStartInfo(program, [CodecHost.Role, ffmpeg]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x4000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new CodecProcess(Process.Start(start)!);
    }

    /// <returns>False where ffmpeg could not read the bytes, or took too long or too much.</returns>
    /// <exception cref="CodecLostException">The host is gone.</exception>
    public bool Run(CodecJob job)
    {
        lock (_oneAtATime)
        {
            try
            {
                _host.StandardInput.WriteLine(JsonSerializer.Serialize(job));
                _host.StandardInput.Flush();
                return (_host.StandardOutput.ReadLine() ?? throw new CodecLostException()) == CodecHost.Done;
            }
            catch (IOException)
            {
                throw new CodecLostException();
            }
        }
    }

    public void Dispose()
    {
        lock (_oneAtATime)
        {
            if (!_ended)
            {
                _ended = true;
                _host.StandardInput.Close();
                _host.WaitForExit();
                _host.Dispose();
            }
        }
    }

    internal static string? FindFfmpeg() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, "ffmpeg"))
            .FirstOrDefault(File.Exists);
}
