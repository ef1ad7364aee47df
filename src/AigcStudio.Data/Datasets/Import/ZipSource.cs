using System.IO.Compression;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>A file that an archive held, now in the spool.</summary>
internal sealed record Unpacked(string Name, FileKind Kind, string Path);

/// <summary>
/// Unpacks an archive entry by entry under caps. Every entry's length and checksum are compared with what came out, because
/// .NET's reader cuts silently where an entry claims to be shorter than it is.
/// </summary>
/// <param name="maxBytes">Of an entry that is neither packed nor IDX.</param>
internal sealed class ZipSource(ImportCaps caps, ImportLedger ledger, Func<string> newSpoolFile, long maxBytes)
{
    /// <summary>The usable entries, in order; each refused one goes into the ledger and the next is tried.</summary>
    /// <exception cref="ImportException">The archive as a whole cannot be read.</exception>
    public IEnumerable<Unpacked> Unpack(string archiveName, string archivePath)
    {
        using var stream = File.OpenRead(archivePath);
        ZipContents.Check(stream, caps);
        using var archive = Open(stream);
        var allowance = caps.AllowanceOf(stream.Length);
        foreach (var entry in archive.Entries)
        {
            if (EntryName.IsLitter(entry.FullName) || Vet(entry) is not { } name)
            {
                continue;
            }

            if (entry.Length > allowance)
            {
                ledger.Refuse(archiveName, "import.zipTooMuch", caps.MaxUnpackedBytes >> 30);
                yield break;
            }

            allowance -= entry.Length;
            if (TryUnpack(entry, name) is { } unpacked)
            {
                yield return unpacked;
            }
        }
    }

    /// <summary>Whether an entry is unpacked, and counts towards what the archive may unpack to.</summary>
    public static bool Takes(ZipArchiveEntry entry) =>
        !EntryName.IsLitter(entry.FullName) && EntryName.TryClean(entry.FullName, out _) && RefusalOf(entry) is null;

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            stream.Position = 0;
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count >= 0 ? archive : throw new InvalidDataException();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            throw new ImportException("import.zipBroken");
        }
    }

    private string? Vet(ZipArchiveEntry entry)
    {
        if (!EntryName.TryClean(entry.FullName, out var name))
        {
            ledger.Refuse(Shown(entry.FullName), "import.zipBadName");
            return null;
        }

        var refusal = RefusalOf(entry);
        if (refusal is not null)
        {
            ledger.Refuse(name, refusal);
        }

        return refusal is null ? name : null;
    }

    private static string? RefusalOf(ZipArchiveEntry entry) =>
        EntryName.IsSpecial(entry) ? "import.zipLink" : entry.IsEncrypted ? "import.zipEncrypted" : null;

    private static string Shown(string name) =>
        new([.. name.Take(UploadName.MaxLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);

    private Unpacked? TryUnpack(ZipArchiveEntry entry, string name)
    {
        var path = newSpoolFile();
        try
        {
            var (kind, refusal) = Copy(entry, path);
            if (refusal is null)
            {
                return new Unpacked(name, kind, path);
            }

            ledger.Refuse(name, refusal);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            ledger.Refuse(name, "import.zipEntryBroken");
        }

        File.Delete(path);
        return null;
    }

    private (FileKind Kind, string? Refusal) Copy(ZipArchiveEntry entry, string path)
    {
        using var source = entry.Open();
        var buffer = new byte[1 << 16];
        var head = source.ReadAtLeast(buffer, FileKinds.HeadBytes, throwOnEndOfStream: false);
        var kind = FileKinds.Of(buffer.AsSpan(0, Math.Min(head, FileKinds.HeadBytes)));
        if (kind == FileKind.Zip)
        {
            return (kind, "import.zipNested");
        }

        if (entry.Length > (kind == FileKind.Other ? maxBytes : caps.MaxIdxBytes))
        {
            return (kind, "import.tooManyBytes");
        }

        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        var crc = new Crc32();
        long length = 0;
        for (var read = head; read > 0; read = source.Read(buffer))
        {
            length += read;
            if (length > entry.Length)
            {
                return (kind, "import.zipEntryLies");
            }

            crc.Append(buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
        }

        return (kind, length != entry.Length ? "import.zipEntryLies" : crc.Value != entry.Crc32 ? "import.zipEntryBroken" : null);
    }
}
