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
    private const uint NoSuchCall = 0x00050000 | 38;
    private const uint FirstArgument = 16;
    private const uint X32Bit = 0x40000000;
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const int NoNewPrivileges = 38;
    private const long SeccompCall = 317;
    private const uint FilterMode = 1;
    private const uint AllThreads = 1;

    private const uint NewThread = 0x10000;
    private const uint Clone = 56;
    private const uint Clone3 = 435;
    private const uint LimitOf = 302;

    // execve, execveat, fork, vfork
    private static readonly uint[] StartsPrograms = [59, 322, 57, 58];

    private static readonly uint[] Never =
    [
        // socket, connect, bind, listen, accept, accept4
        41, 42, 49, 50, 43, 288,

        // ptrace, process_vm_readv, process_vm_writev, pidfd_getfd, open_by_handle_at, io_uring_setup, userfaultfd, perf_event_open, bpf
        101, 310, 311, 438, 304, 425, 323, 298, 321,

        // unshare, setns, mount, umount2, pivot_root, chroot, move_mount, fsopen, mount_setattr
        272, 308, 165, 166, 155, 161, 429, 430, 442,

        // add_key, request_key, keyctl, init_module, finit_module, delete_module, kexec_load, kexec_file_load
        248, 249, 250, 175, 313, 176, 246, 320,
    ];

    /// <param name="mayStartPrograms">True for the one process that starts ffmpeg.</param>
    /// <returns>False where the kernel has no filters or does not let us have one.</returns>
    public static bool Install(bool mayStartPrograms)
    {
        Instruction[] program = mayStartPrograms ? [.. Beginning, .. Refusing(Never)] : [.. Beginning, .. NoProcesses, .. Refusing([.. Never, .. StartsPrograms])];
        fixed (Instruction* first = program)
        {
            var whole = new Whole { Length = (ushort)program.Length, First = first };
            return SetProcess(NoNewPrivileges, 1, 0, 0, 0) == 0 && Call(SeccompCall, FilterMode, AllThreads, &whole) == 0;
        }
    }

    private static Instruction[] Beginning =>
    [
        new(LoadWord, 0, 0, 4),
        new(JumpIfEqual, 1, 0, ArchX64),
        new(Return, 0, 0, RefuseWithPermission),
        new(LoadWord, 0, 0, 0),
        new(JumpIfAtLeast, 0, 1, X32Bit),
        new(Return, 0, 0, RefuseWithPermission),
    ];

    // New threads, but no new process, and limits of this process alone. The flags of clone3 lie in memory, where no filter looks:
    // the C library that is told that there is no such call takes clone.
    private static Instruction[] NoProcesses =>
    [
        new(JumpIfEqual, 0, 1, Clone3),
        new(Return, 0, 0, NoSuchCall),
        new(JumpIfEqual, 0, 4, Clone),
        new(LoadWord, 0, 0, FirstArgument),
        new(JumpIfAnyBit, 1, 0, NewThread),
        new(Return, 0, 0, RefuseWithPermission),
        new(Return, 0, 0, Allow),
        new(JumpIfEqual, 0, 4, LimitOf),
        new(LoadWord, 0, 0, FirstArgument),
        new(JumpIfEqual, 1, 0, 0),
        new(Return, 0, 0, RefuseWithPermission),
        new(Return, 0, 0, Allow),
    ];

    private static Instruction[] Refusing(uint[] calls) =>
    [
        .. calls.Select((call, i) => new Instruction(JumpIfEqual, (byte)(calls.Length - i), 0, call)),
        new(Return, 0, 0, Allow),
        new(Return, 0, 0, RefuseWithPermission),
    ];

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
