using System.Runtime.InteropServices;

namespace AigcStudio.Media.Jobs;

/// <summary>
/// A seccomp filter for every thread of this process (Linux, x86-64): the calls below answer EPERM, all others work.
/// An unprivileged network namespace would need a process of one thread, which .NET is not; refusing sockets does the same.
/// </summary>
internal static unsafe partial class SystemCallFilter
{
    private const uint ArchX64 = 0xC000003E;
    private const uint Allow = 0x7FFF0000;
    private const uint RefuseWithPermission = 0x00050000 | 1;
    private const uint X32Bit = 0x40000000;
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort Return = 0x06;

    private const int NoNewPrivileges = 38;
    private const long SeccompCall = 317;
    private const uint FilterMode = 1;
    private const uint AllThreads = 1;

    // socket, connect, bind, execve, ptrace, io_uring_setup, execveat, process_vm_readv, process_vm_writev, unshare, mount, bpf
    private static readonly uint[] Refused = [41, 42, 49, 59, 101, 425, 322, 310, 311, 272, 165, 321];

    /// <returns>False where the kernel has no filters or does not let us have one.</returns>
    public static bool Install()
    {
        var program = Program();
        fixed (Instruction* first = program)
        {
            var whole = new Whole { Length = (ushort)program.Length, First = first };
            return SetProcess(NoNewPrivileges, 1, 0, 0, 0) == 0 && Call(SeccompCall, FilterMode, AllThreads, &whole) == 0;
        }
    }

    private static Instruction[] Program()
    {
        var refuse = (byte)(Refused.Length + 1);
        return
        [
            new(LoadWord, 0, 0, 4),
            new(JumpIfEqual, 1, 0, ArchX64),
            new(Return, 0, 0, RefuseWithPermission),
            new(LoadWord, 0, 0, 0),
            new(JumpIfAtLeast, refuse, 0, X32Bit),
            .. Refused.Select((call, i) => new Instruction(JumpIfEqual, (byte)(Refused.Length - i), 0, call)),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, RefuseWithPermission),
        ];
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int SetProcess(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, uint mode, uint flags, Whole* program);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Whole
    {
        public ushort Length;
        public Instruction* First;
    }
}
