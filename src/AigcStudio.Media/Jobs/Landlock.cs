using System.Runtime.InteropServices;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// The kernel's own fence around a thread and the program that it becomes (landlock(7), Linux 5.13 and later): of the file system
/// only what <see cref="Allow"/> named, and where the kernel is new enough no TCP and no signal to a process outside.
/// </summary>
internal sealed unsafe partial class Landlock : IDisposable
{
    private const long CreateRuleset = 444;
    private const long AddRule = 445;
    private const long RestrictSelf = 446;
    private const uint AskVersion = 1;
    private const int PathBeneath = 1;
    private const int OpenPath = 0x280000; // O_PATH | O_CLOEXEC
    private const ulong BindAndConnectTcp = 3;
    private const ulong AbstractSocketsAndSignals = 3;

    private readonly int _ruleset;
    private readonly Access _handled;

    private Landlock(int ruleset, Access handled) => (_ruleset, _handled) = (ruleset, handled);

    [Flags]
    public enum Access : ulong
    {
        Execute = 1,
        WriteFile = 1 << 1,
        ReadFile = 1 << 2,
        ReadFolder = 1 << 3,
        RemoveFolder = 1 << 4,
        RemoveFile = 1 << 5,
        MakeFolder = 1 << 7,
        MakeFile = 1 << 8,
        Refer = 1 << 13,
        Truncate = 1 << 14,

        Read = ReadFile | ReadFolder,
        Change = Read | WriteFile | RemoveFolder | RemoveFile | MakeFolder | MakeFile | Refer | Truncate,

        /// <summary>What makes sense for a file that is no folder.</summary>
        OfFiles = Execute | WriteFile | ReadFile | Truncate,
    }

    /// <returns>Null where the kernel has none or it is switched off.</returns>
    public static Landlock? TryCreate()
    {
        var version = Call(CreateRuleset, null, 0, AskVersion);
        if (version < 1)
        {
            return null;
        }

        // One right more with versions 2, 3 and 5; sockets with 4, scopes with 6.
        var handled = (1UL << (version switch { 1 => 13, 2 => 14, 3 or 4 => 15, _ => 16 })) - 1;
        var asked = new Ruleset(handled, BindAndConnectTcp, AbstractSocketsAndSignals);
        var size = version switch { < 4 => 8, < 6 => 16, _ => 24 };
        var ruleset = (int)Call(CreateRuleset, &asked, (nuint)size, 0);
        return ruleset < 0 ? null : new Landlock(ruleset, (Access)handled);
    }

    /// <summary>Names a folder with all that is in it, or a file; nothing happens where it does not exist.</summary>
    public void Allow(string path, Access access)
    {
        var place = Open(path, OpenPath);
        if (place < 0)
        {
            return;
        }

        var rule = new Rule { Allowed = _handled & access & (Directory.Exists(path) ? access : Access.OfFiles), Place = place };
        var added = Add(AddRule, _ruleset, PathBeneath, &rule, 0);
        _ = Close(place);
        if (added != 0)
        {
            throw new InvalidOperationException($"No rule for {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>From now on, for ever, for the calling thread.</summary>
    /// <returns>False where the kernel refused.</returns>
    public bool Restrict() => Call(RestrictSelf, (Ruleset*)_ruleset, 0, 0) == 0;

    public void Dispose() => _ = Close(_ruleset);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, Ruleset* first, nuint second, uint third);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Add(long number, int ruleset, int kind, Rule* rule, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Ruleset(ulong Files, ulong Net, ulong Scopes);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Rule
    {
        public Access Allowed;
        public int Place;
    }
}
