using System.Globalization;
using System.Runtime.InteropServices;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// What a decoder that has been taken over by a file can still do: little. No core dump, no endless file, no endless memory,
/// no endless computing, and by seccomp no new socket and no other program. Applied once both sockets are connected.
/// </summary>
internal static partial class ProcessLimits
{
    private const ulong SpareAddressSpace = 4UL << 30;
    private const ulong LargestFile = 4UL << 30;

    public static void Apply()
    {
        Limit(Resource.Core, 0, 0);
        Limit(Resource.FileSize, LargestFile, LargestFile);
        var addressSpace = UsedAddressSpace() + SpareAddressSpace;
        Limit(Resource.AddressSpace, addressSpace, addressSpace);
        if (!SystemCallFilter.Install())
        {
            Console.Error.WriteLine("The kernel refused a system call filter: decoders run under limits alone.");
        }
    }

    /// <summary>Lets this process compute for so much longer; past that the kernel ends it, whatever it is doing.</summary>
    public static void GrantProcessorTime(TimeSpan more)
    {
        var used = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        Limit(Resource.ProcessorTime, (ulong)Math.Ceiling((used + more).TotalSeconds), ulong.MaxValue);
    }

    // The runtime reserves far more than it uses; the limit counts from there.
    private static ulong UsedAddressSpace() =>
        ulong.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture) * (ulong)Environment.SystemPageSize;

    private static void Limit(Resource resource, ulong soft, ulong hard)
    {
        if (SetLimit((int)resource, new Pair(soft, hard)) != 0)
        {
            Console.Error.WriteLine($"The limit {resource} could not be set: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Pair limit);

    /// <summary>Numbers of Linux on x86-64.</summary>
    private enum Resource
    {
        ProcessorTime = 0,
        FileSize = 1,
        Core = 4,
        AddressSpace = 9,
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Pair(ulong Soft, ulong Hard);
}
