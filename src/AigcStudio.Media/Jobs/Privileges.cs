using System.Runtime.InteropServices;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// Gives up what the super-user may do beyond others (capabilities(7)), for the calling thread and the program that it becomes.
/// Nothing changes where another account runs the studio.
/// </summary>
internal static unsafe partial class Privileges
{
    private const int NoNewPrivileges = 38;
    private const int DropFromBoundingSet = 24;
    private const int Ambient = 47;
    private const int ClearAllAmbient = 4;
    private const int HighestCapability = 63;
    private const long SetCapabilities = 126;
    private const uint Version3 = 0x20080522;

    /// <returns>False where the kernel refused; the thread has what it had then.</returns>
    public static bool Drop()
    {
        // Without this the next program would get all capabilities back, because its user is 0.
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            return false;
        }

        _ = Control(Ambient, ClearAllAmbient, 0, 0, 0);
        for (var capability = 0; capability <= HighestCapability; capability++)
        {
            // Refused to whoever is not the super-user and for numbers that this kernel does not know.
            _ = Control(DropFromBoundingSet, (nuint)capability, 0, 0, 0);
        }

        var header = new Header(Version3, 0);
        var none = stackalloc uint[6];
        return Call(SetCapabilities, &header, none) == 0;
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, Header* header, uint* sets);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Header(uint Version, int ProcessId);
}
