using System.Runtime.InteropServices;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Models;

/// <summary>Tells a device that is full from a fault of ours, by <see cref="NoMemory"/>.</summary>
public static class DeviceMemory
{
    /// <summary>Does the work; a device without room for it is refused in words, and the Engine goes on.</summary>
    /// <exception cref="EngineException"><c>engine.outOfMemory(device)</c>.</exception>
    public static T Guard<T>(string device, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException e) when (NoMemory.Words.Any(s => e.Message.Contains(s, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EngineException("engine.outOfMemory", device);
        }
    }
}
