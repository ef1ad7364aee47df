using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Puts a finished file in its place so that after a power cut there is the old one or the new one, never a mix.
/// .NET reports success when fsync fails and cannot fsync a folder; so fsync is called here, and its answer believed.
/// </summary>
public static partial class AtomicFile
{
    /// <summary>Makes <paramref name="temporary"/> durable, gives it its final name, and makes the name durable.</summary>
    /// <exception cref="IOException">The disk refused; the file of that name is as it was.</exception>
    public static void Commit(string temporary, string path)
    {
        Sync(temporary);
        File.Move(temporary, path, overwrite: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Flushes one file or folder to the disk.</summary>
    public static void Sync(string path)
    {
        var descriptor = Native.Open(path, 0);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            if (Native.FSync(descriptor) != 0)
            {
                throw Failure("fsync", path);
            }
        }
        finally
        {
            _ = Native.Close(descriptor);
        }
    }

    /// <summary>Flushes the whole file system that <paramref name="folder"/> is on: one call for many small files.</summary>
    public static void SyncFileSystem(string folder)
    {
        var descriptor = Native.Open(folder, 0);
        if (descriptor < 0)
        {
            throw Failure("open", folder);
        }

        try
        {
            if (Native.SyncFs(descriptor) != 0)
            {
                throw Failure("syncfs", folder);
            }
        }
        finally
        {
            _ = Native.Close(descriptor);
        }
    }

    /// <summary>Gives a file a second name; neither is a copy, and the bytes stay until both names are gone.</summary>
    /// <returns>False where the two places are on different file systems, or that file system knows no second names.</returns>
    public static bool TryLink(string existing, string name) =>
        Native.Link(existing, name) == 0 || (Marshal.GetLastPInvokeError() == NameIsTaken && File.Exists(name));

    private const int NameIsTaken = 17; // EEXIST

    private static IOException Failure(string call, string path)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{call} of '{Path.GetFileName(path)}' failed: {error.Message}", error);
    }

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int Open(string path, int flags);

        [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
        internal static partial int FSync(int descriptor);

        [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
        internal static partial int SyncFs(int descriptor);

        [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int Link(string existing, string name);

        [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
        internal static partial int Close(int descriptor);
    }
}
