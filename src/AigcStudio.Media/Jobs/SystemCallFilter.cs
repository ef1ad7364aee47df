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

    // execve, execveat
    private static readonly uint[] StartsPrograms = [59, 322];

    // socket, connect, bind, ptrace, io_uring_setup, process_vm_readv, process_vm_writev, unshare, mount, bpf
    private static readonly uint[] Never = [41, 42, 49, 101, 425, 310, 311, 272, 165, 321];

    /// <param name="mayStartPrograms">True for the one process that starts ffmpeg.</param>
    /// <returns>False where the kernel has no filters or does not let us have one.</returns>
    public static bool Install(bool mayStartPrograms)
    {
        var program = Program(mayStartPrograms ? Never : [.. Never, .. StartsPrograms]);
        fixed (Instruction* first = program)
        {
            var whole = new Whole { Length = (ushort)program.Length, First = first };
            return SetProcess(NoNewPrivileges, 1, 0, 0, 0) == 0 && Call(SeccompCall, FilterMode, AllThreads, &whole) == 0;
        }
    }

    private static Instruction[] Program(uint[] refused)
    {
        var refuse = (byte)(refused.Length + 1);
        return
        [
            new(LoadWord, 0, 0, 4),
            new(JumpIfEqual, 1, 0, ArchX64),
            new(Return, 0, 0, RefuseWithPermission),
            new(LoadWord, 0, 0, 0),
            new(JumpIfAtLeast, refuse, 0, X32Bit),
            .. refused.Select((call, i) => new Instruction(JumpIfEqual, (byte)(refused.Length - i), 0, call)),
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
