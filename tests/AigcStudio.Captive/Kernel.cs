using System.Runtime.InteropServices;

namespace AigcStudio.Captive;

/// <summary>System calls as a taken-over decoder would make them: by their numbers (Linux, x86-64), past every library.</summary>
internal static unsafe partial class Kernel
{
    private const int NoFolderFd = -100;

    /// <returns>0 where the kernel did it, the number of its error otherwise.</returns>
    public static int Try(long call, nint a = 0, nint b = 0, nint c = 0, nint d = 0) => Call(call, a, b, c, d) >= 0 ? 0 : Marshal.GetLastPInvokeError();

    public static int Open(string path, int flags)
    {
        var text = Marshal.StringToCoTaskMemUTF8(path);
        var file = Call(257, NoFolderFd, text, flags, 384);
        return file >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    public static int Execute(string path)
    {
        var text = Marshal.StringToCoTaskMemUTF8(path);
        nint* words = stackalloc nint[2];
        (words[0], words[1]) = (text, 0);
        return Try(59, text, (nint)words, (nint)(words + 1));
    }

    /// <summary>Sets how many files another process may open.</summary>
    public static int Limit(nint process)
    {
        var limit = stackalloc[] { 4096L, 4096L };
        return Try(302, process, 7, (nint)limit);
    }

    /// <summary>Asks for memory and gives it back at once.</summary>
    public static int Reserve(long bytes)
    {
        var at = Call(9, 0, (nint)bytes, 3, 0x22, -1, 0);
        if (at == -1)
        {
            return Marshal.GetLastPInvokeError();
        }

        _ = Call(11, (nint)at, (nint)bytes, 0, 0);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, nint a, nint b, nint c, nint d, nint e = 0, nint f = 0);
}
