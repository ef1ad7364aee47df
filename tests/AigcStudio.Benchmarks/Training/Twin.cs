using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AigcStudio.Benchmarks.Training;

/// <summary>The PyTorch peer, or another in Python, as a process: one request, one answer.</summary>
internal sealed class Twin : IDisposable
{
    private readonly Process _process;

    private readonly HashSet<string> _families;

    private Twin(Process process)
    {
        _process = process;
        var greeting = JsonNode.Parse(_process.StandardOutput.ReadLine() ?? "")!;
        Version = (string)greeting["version"]!;
        _families = [.. greeting["families"]!.AsArray().Select(f => (string)f!)];
    }

    internal string Version { get; }

    /// <summary>True where there is a twin of that family.</summary>
    internal bool Knows(string family) => _families.Contains(family);

    /// <summary>The peer, or null where no Python here has the modules its script needs.</summary>
    internal static Twin? Start(int threads, string device, string script = "twin.py", string modules = "torch, numpy")
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            using var probe = Process.Start(new ProcessStartInfo(python, ["-c", $"import {modules}"]) { RedirectStandardError = true })!;
            probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            if (probe.ExitCode == 0)
            {
                return new Twin(Process.Start(Fair(python, Path.Combine(AppContext.BaseDirectory, script), threads, device))!);
            }
        }

        return null;
    }

    internal JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        return JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The twin ended."))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Debian's PyTorch and scipy take whatever BLAS lies in front; the OpenMP build of OpenBLAS is the fair one (the default is 40 times slower).
    private static ProcessStartInfo Fair(string python, string script, int threads, string device)
    {
        var start = new ProcessStartInfo(python, [script, $"{threads}", device]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["LD_LIBRARY_PATH"] = "/usr/lib/x86_64-linux-gnu/openblas-openmp";
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        return start;
    }
}
