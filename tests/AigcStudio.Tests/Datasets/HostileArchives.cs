using System.Buffers.Binary;
using System.Text;

namespace AigcStudio.Tests.Datasets;

/// <summary>Archives that no archiver would write.</summary>
internal static class HostileArchives
{
    /// <summary>An entry that says it is encrypted (bit 0 of the flags; PKWARE APPNOTE 4.4.4).</summary>
    public static byte[] Encrypted()
    {
        var zip = Archives.Zip(("secret.png", [1, 2, 3]));
        zip[6] |= 1;
        zip[Central(zip) + 8] |= 1;
        return zip;
    }

    /// <summary>Many names in the table of contents for the same bytes (D. Fifield, "A better zip bomb", 2019): what they unpack to adds up, the file does not.</summary>
    public static byte[] Overlapping(int entries)
    {
        var zip = Archives.Zip(("0.png", new byte[100_000]));
        var (at, end) = (Central(zip), zip.Length - 22);
        var line = zip[at..end];
        var tail = zip[end..];
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(8), (ushort)entries);
        BinaryPrimitives.WriteUInt16LittleEndian(tail.AsSpan(10), (ushort)entries);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)(entries * line.Length));
        return [.. zip[..at], .. Enumerable.Repeat(line, entries).SelectMany(l => l), .. tail];
    }

    /// <summary>The end of the archive points at a 64-bit record, which says what it likes (APPNOTE 4.3.14).</summary>
    public static byte[] Wide(long entries)
    {
        var zip = Archives.Zip(("a.png", [1, 2, 3]));
        var (at, end) = (Central(zip), zip.Length - 22);
        var record = new byte[56];
        "PK\x06\x06"u8.CopyTo(record);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(24), entries);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), entries);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), end - at);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), at);
        var locator = new byte[20];
        "PK\x06\x07"u8.CopyTo(locator);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), end);
        locator[16] = 1;
        var tail = zip[end..];
        tail.AsSpan(8, 12).Fill(0xFF);
        return [.. zip[..end], .. record, .. locator, .. tail];
    }

    /// <summary>Names in the two places where an archive has them that do not agree.</summary>
    public static byte[] TwoNames()
    {
        var zip = Archives.Zip(("good.png", PlainMedia.Picture(5)));
        Encoding.ASCII.GetBytes("../e.png").CopyTo(zip, 30);
        return zip;
    }

    private static int Central(byte[] zip) => zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
}
