using System.Diagnostics;
using AigcStudio.Core.Runs;
using TorchSharp;

namespace AigcStudio.Engine;

/// <summary>The devices of this host, as this build of libtorch finds them.</summary>
internal static class EngineDevices
{
    internal static EngineGreeting Greet()
    {
        var cuda = Cuda();
        var version = string.Join('.', torch.__version__.Split('.').Take(3));
        var backend = File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cuda.so")) ? "cuda" : "cpu";
        return new EngineGreeting(version, backend, torch.get_num_threads(), [.. cuda, Processor()]);
    }

    /// <exception cref="EngineException"><c>engine.noSuchDevice(id)</c>.</exception>
    internal static void RefuseUnknown(string id)
    {
        var known = id == "cpu" || (id.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(id.AsSpan(5), out var index) && index >= 0 && torch.cuda_is_available() && index < torch.cuda.device_count());
        if (!known)
        {
            throw new EngineException("engine.noSuchDevice", id);
        }
    }

    private static EngineDevice Processor()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return new EngineDevice("cpu", model?.Split(':', 2)[1].Trim() ?? "CPU", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    // TorchSharp knows how many there are, the driver's own tool knows what they are called.
    private static IEnumerable<EngineDevice> Cuda()
    {
        if (!torch.cuda_is_available())
        {
            return [];
        }

        using var query = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = query.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Take(torch.cuda.device_count())
            .Select(l => l.Split(','))
            .Select((l, i) => new EngineDevice($"cuda:{i}", l[0].Trim(), long.Parse(l[1], null) << 20));
    }
}
