using System.Runtime.InteropServices;
using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Models;

/// <summary>Tells a device that is full from a fault of ours: libtorch says both with the same exception, and its sentence is all there is to go by.</summary>
public static class DeviceMemory
{
    // Of the CUDA allocator and of the processor's; both are followed by what was asked for.
    private static readonly string[] Signs = ["out of memory", "can't allocate memory"];

    /// <summary>Does the work; a device without room for it is refused in words, and the Engine goes on.</summary>
    /// <exception cref="EngineException"><c>engine.outOfMemory(device)</c>.</exception>
    public static T Guard<T>(string device, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException e) when (Signs.Any(s => e.Message.Contains(s, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EngineException("engine.outOfMemory", device);
        }
    }
}
