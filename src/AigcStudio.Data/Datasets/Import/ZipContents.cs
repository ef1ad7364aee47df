using System.Buffers.Binary;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>
/// Looks at the end of an archive before .NET's reader does, which keeps the whole table of contents in memory,
/// however long it is. Layout: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
/// </summary>
internal static class ZipContents
{
    private const int EndBytes = 22;
    private const uint EndSignature = 0x06054b50;
    private const int LocatorBytes = 20;
    private const uint LocatorSignature = 0x07064b50;
    private const int End64Bytes = 56;
    private const uint End64Signature = 0x06064b50;

    /// <summary>How many entries the archive says it has.</summary>
    /// <exception cref="ImportException"><c>import.zipBroken</c> or <c>import.zipTooManyEntries</c>.</exception>
    public static long Check(Stream archive, ImportCaps caps)
    {
        var tail = new byte[Math.Min(archive.Length, EndBytes + ushort.MaxValue)];
        ReadAt(archive, archive.Length - tail.Length, tail);
        var at = FindEnd(tail);
        var end = tail.AsSpan(at);
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long contentsAt = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var contentsBytes = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        if (entries == ushort.MaxValue || contentsAt == uint.MaxValue || contentsBytes == uint.MaxValue)
        {
            (entries, contentsAt) = ReadEnd64(archive, archive.Length - tail.Length + at, entries, contentsAt);
        }

        if (contentsAt < 0 || contentsAt > archive.Length)
        {
            throw new ImportException("import.zipBroken");
        }

        return entries < 0 || entries > caps.MaxEntries || archive.Length - contentsAt > caps.MaxContentsBytes
            ? throw new ImportException("import.zipTooManyEntries", caps.MaxEntries)
            : entries;
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndSignature)
            {
                return at;
            }
        }

        throw new ImportException("import.zipBroken");
    }

    /// <summary>The 64-bit record, where it is there; without it the short one counts, as .NET's reader has it.</summary>
    private static (long Entries, long ContentsAt) ReadEnd64(Stream archive, long endAt, long entries, long contentsAt)
    {
        var locator = new byte[LocatorBytes];
        if (endAt < LocatorBytes)
        {
            return (entries, contentsAt);
        }

        ReadAt(archive, endAt - LocatorBytes, locator);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorSignature)
        {
            return (entries, contentsAt);
        }

        var end64At = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        var end64 = new byte[End64Bytes];
        if (end64At < 0 || end64At > archive.Length - End64Bytes)
        {
            throw new ImportException("import.zipBroken");
        }

        ReadAt(archive, end64At, end64);
        return BinaryPrimitives.ReadUInt32LittleEndian(end64) != End64Signature
            ? throw new ImportException("import.zipBroken")
            : (BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(48)));
    }

    private static void ReadAt(Stream archive, long at, Span<byte> into)
    {
        archive.Position = at;
        archive.ReadExactly(into);
    }
}
