using System.Globalization;
using System.Runtime.InteropServices;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// What a decoder that has been taken over by a file can still do: little. No core dump, no endless file, no endless memory,
/// no endless computing, and by seccomp no new socket, no new process and no other program. Applied once both sockets are connected.
/// </summary>
internal static partial class ProcessLimits
{
    private const ulong SpareAddressSpace = 4UL << 30;
    private const ulong LargestFile = 4UL << 30;

    // Ten minutes of one channel at 192 kHz in 32 bits are 461 MB.
    private const ulong LargestCodecFile = 512UL << 20;
    private const ulong CodecAddressSpace = 1UL << 30;

    // A decoder has one picture open; the runtime some thirty libraries, pipes and sockets.
    private const ulong MostOpenFiles = 256;

    public static void Apply()
    {
        Limit(Resource.Core, 0, 0);
        Limit(Resource.OpenFiles, MostOpenFiles, MostOpenFiles);
        Limit(Resource.FileSize, LargestFile, LargestFile);
        var addressSpace = UsedAddressSpace() + SpareAddressSpace;
        Limit(Resource.AddressSpace, addressSpace, addressSpace);
        Filter(mayStartPrograms: false);
    }

    /// <summary>For the process that starts ffmpeg: the same filter, but for starting a program.</summary>
    public static void ApplyToCodecHost()
    {
        Limit(Resource.Core, 0, 0);
        Limit(Resource.OpenFiles, MostOpenFiles, MostOpenFiles);
        Limit(Resource.FileSize, LargestCodecFile, LargestCodecFile);
        Filter(mayStartPrograms: true);
    }

    /// <summary>For ffmpeg, which inherits all else from its host. It waits for its input meanwhile.</summary>
    public static void ApplyToCodec(int processId, TimeSpan processorTime)
    {
        var seconds = (ulong)Math.Ceiling(processorTime.TotalSeconds);
        foreach (var (resource, most) in new[] { (Resource.ProcessorTime, seconds), (Resource.AddressSpace, CodecAddressSpace) })
        {
            if (SetLimitOf(processId, (int)resource, new Pair(most, most), 0) != 0)
            {
                Console.Error.WriteLine($"The limit {resource} of ffmpeg could not be set: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    /// <summary>Lets this process compute for so much longer; past that the kernel ends it, whatever it is doing.</summary>
    public static void GrantProcessorTime(TimeSpan more)
    {
        var used = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
        Limit(Resource.ProcessorTime, (ulong)Math.Ceiling((used + more).TotalSeconds), ulong.MaxValue);
    }

    private static void Filter(bool mayStartPrograms)
    {
        if (!SystemCallFilter.Install(mayStartPrograms))
        {
            Console.Error.WriteLine("The kernel refused a system call filter: decoders run under limits alone.");
        }
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

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int SetLimitOf(int processId, int resource, in Pair limit, nint old);

    /// <summary>Numbers of Linux on x86-64.</summary>
    private enum Resource
    {
        ProcessorTime = 0,
        FileSize = 1,
        Core = 4,
        OpenFiles = 7,
        AddressSpace = 9,
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Pair(ulong Soft, ulong Hard);
}
