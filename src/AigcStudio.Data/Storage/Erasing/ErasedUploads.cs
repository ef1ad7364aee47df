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
            return Within(archive, caps.AllowanceOf(stream.Length)).Any(e => HashOf(e, cancel) is { } hash && erased.Contains(hash));
        }
        catch (Exception fault) when (fault is ImportException or InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>
    /// What an import would unpack: where it stops, nothing would have been stored either. What it passes over, such as litter, is searched too, within
    /// an allowance of its own: it may neither hide what comes after it nor cost without end.
    /// </summary>
    private static IEnumerable<ZipArchiveEntry> Within(ZipArchive archive, long allowance)
    {
        var (toTake, toPass) = (allowance, allowance);
        foreach (var entry in archive.Entries)
        {
            if (ZipSource.Takes(entry))
            {
                toTake -= entry.Length;
                if (toTake >= 0)
                {
                    yield return entry;
                }
            }
            else if (entry.Length <= toPass)
            {
                toPass -= entry.Length;
                yield return entry;
            }
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
