using System.IO.Compression;
using System.Security.Cryptography;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Storage.Backups;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>Finds erased bytes in a file that waits to be taken in, or in an archive that does: the same bytes that an import would have stored.</summary>
internal static class ErasedUploads
{
    /// <summary>Whether the file, or an entry of the archive that it is, holds erased bytes. Of an archive that no import could read, nothing is known.</summary>
    public static async Task<bool> HoldAsync(string path, IReadOnlyCollection<string> erased, ImportCaps caps, CancellationToken cancel) =>
        erased.Contains(await DatabaseFile.HashAsync(path, cancel))
        || (FileKinds.Of(path) == FileKind.Zip && await Task.Run(() => HoldsAnEntry(path, erased, caps, cancel), cancel));

    private static bool HoldsAnEntry(string path, IReadOnlyCollection<string> erased, ImportCaps caps, CancellationToken cancel)
    {
        using var stream = File.OpenRead(path);
        try
        {
            ZipContents.Check(stream, caps);
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var allowance = caps.AllowanceOf(stream.Length);

            // Where the import stops unpacking, nothing would have been stored either.
            return archive.Entries.TakeWhile(e => (allowance -= e.Length) >= 0).Any(e => HashOf(e, cancel) is { } hash && erased.Contains(hash));
        }
        catch (Exception fault) when (fault is ImportException or InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <returns>Null where the entry cannot be unpacked: the import refuses it, and the next may be sound.</returns>
    private static string? HashOf(ZipArchiveEntry entry, CancellationToken cancel)
    {
        try
        {
            using var source = entry.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 16];
            for (long length = 0; source.Read(buffer) is var read and > 0;)
            {
                cancel.ThrowIfCancellationRequested();
                if ((length += read) > entry.Length)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return null;
        }
    }
}
