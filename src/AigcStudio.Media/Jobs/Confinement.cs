using System.Runtime.InteropServices;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// Gives up privileges and the file system beyond a <see cref="ChildRoom"/>. The kernel binds the calling thread alone, and a .NET
/// process has several from its first line on: so the bound thread becomes this program once more, all of whose threads are bound.
/// </summary>
internal static unsafe partial class Confinement
{
    private const string Entered = "--confined";

    // What the runtime, the decoders, fontconfig and ffmpeg read; nothing of it is the studio's.
    private static readonly string[] Commons =
    [
        "/usr", "/lib", "/lib64", "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup", "/etc/dotnet", "/etc/fonts", "/etc/ld.so.cache",
        "/etc/localtime", "/var/cache/fontconfig", "/dev/urandom", "/dev/random", "/dev/zero",
    ];

    /// <summary>Returns in the confined program; the first time it does not return.</summary>
    /// <exception cref="InvalidOperationException">The thread is bound, but the program could not be started again.</exception>
    public static void Enter(string[] arguments)
    {
        if (arguments.Contains(Entered))
        {
            return;
        }

        if (!Privileges.Drop())
        {
            Console.Error.WriteLine("The kernel did not let go of privileges: decoders keep those of the studio.");
        }

        if (ChildRoom.Parse(arguments) is { } room && !Lock(room))
        {
            Console.Error.WriteLine("The kernel has no Landlock: decoders run under limits and the system call filter alone.");
        }

        StartAgain([Environment.ProcessPath!, .. arguments, Entered]);
    }

    private static bool Lock(ChildRoom room)
    {
        using var fence = Landlock.TryCreate();
        if (fence is null)
        {
            return false;
        }

        foreach (var path in Commons.Concat(Runtime()))
        {
            fence.Allow(path, Landlock.Access.Read);
        }

        foreach (var program in Programs())
        {
            fence.Allow(program, Landlock.Access.Read | Landlock.Access.Execute);
        }

        fence.Allow("/dev/null", Landlock.Access.Read | Landlock.Access.WriteFile);
        fence.Allow(room.Reads, Landlock.Access.Read);
        fence.Allow(room.Writes, Landlock.Access.Change);
        return fence.Restrict();
    }

    // The program's own folder, and the runtime's, which holds more than one folder unless it is the program's own.
    private static IEnumerable<string> Runtime()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        yield return AppContext.BaseDirectory;
        if (!runtime.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
        {
            yield return Path.GetFullPath(Path.Combine(runtime, "../../.."));
        }
    }

    // This one, ffmpeg, and the loader that the kernel starts both with; no shell.
    private static IEnumerable<string> Programs() =>
        [Environment.ProcessPath!, "/lib64/ld-linux-x86-64.so.2", .. CodecProcess.FindFfmpeg() is { } ffmpeg ? [ffmpeg] : Array.Empty<string>()];

    private static void StartAgain(string[] command)
    {
        var words = stackalloc nint[command.Length + 1];
        for (var i = 0; i < command.Length; i++)
        {
            words[i] = Marshal.StringToCoTaskMemUTF8(command[i]);
        }

        words[command.Length] = 0;
        _ = Execute(words[0], words);
        throw new InvalidOperationException($"This program did not start again: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true)]
    private static partial int Execute(nint path, nint* words);
}
