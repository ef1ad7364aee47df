using System.Runtime.InteropServices;

namespace AigcStudio.Generative.Models;

/// <summary>
/// Lets libtorch's helper threads sleep soon after they have nothing to do. As shipped they spin for milliseconds: on a host that has
/// other work, two threads on two cores then wait for each other, and 30 small steps cost 8 CPU-seconds instead of 1.2 (measured).
/// </summary>
public static partial class PatientThreads
{
    // Tens of microseconds: longer than the gap between two layers, far shorter than a time slice.
    private const string Spins = "5000";

    /// <summary>To be called before the first tensor; what the environment says already is kept.</summary>
    public static void Ask() => _ = SetEnvironment("GOMP_SPINCOUNT", Spins, overwrite: 0);

    // .NET keeps a copy of the environment; the library reads the real one.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
