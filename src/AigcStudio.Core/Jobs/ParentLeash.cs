using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AigcStudio.Core.Jobs;

/// <summary>
/// Ends this process when its parent's end of a socket goes away. A thread of its own blocks in the read, so that
/// a busy pool or a long native call cannot keep an orphan alive. And only then: a service manager and a terminal signal the whole
/// group, but it is the studio that is asked, and this child goes when the studio lets go.
/// </summary>
public static partial class ParentLeash
{
    /// <summary>Exit status of a child whose parent is gone.</summary>
    public const int OrphanedExitCode = 75;

    // Kept for the life of the process: one that is collected takes its handler with it.
    private static readonly List<PosixSignalRegistration> Deaf = [];

    /// <summary>Turns a deaf ear to SIGTERM and SIGINT, connects to the parent's leash socket and starts watching.</summary>
    public static void Hold(string socketPath)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT })
        {
            Deaf.Add(PosixSignalRegistration.Create(signal, heard => heard.Cancel = true));
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        new Thread(() => Watch(socket)) { IsBackground = true, Name = "parent-leash" }.Start();
    }

    private static void Watch(Socket socket)
    {
        try
        {
            while (socket.Receive(new byte[1]) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The parent was killed: the same news as a closed socket.
        }

        // Not Environment.Exit: that tears libraries down under a thread that is in the middle of native code, and crashes.
        ExitNow(OrphanedExitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int status);
}
