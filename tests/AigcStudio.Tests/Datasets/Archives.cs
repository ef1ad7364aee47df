using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AigcStudio.Tests.Datasets;

/// <summary>Makes archives and IDX files, honest and otherwise.</summary>
internal static class Archives
{
    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries) => Zip(_ => { }, entries);

    public static byte[] Zip(Action<ZipArchiveEntry> mark, params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                mark(entry);
                using var target = entry.Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Overwrites the uncompressed size of the only entry, in its local header and in the table of contents.</summary>
    public static byte[] WithClaimedSize(byte[] zip, uint size)
    {
        var lying = (byte[])zip.Clone();
        var contents = Find(lying, 0x02014b50);
        BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(contents + 24), size);
        BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(22), size);
        return lying;
    }

    /// <summary>Overwrites the number of entries at the end of the archive.</summary>
    public static byte[] WithClaimedEntries(byte[] zip, ushort count)
    {
        var lying = (byte[])zip.Clone();
        var end = Find(lying, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(lying.AsSpan(end + 8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(lying.AsSpan(end + 10), count);
        return lying;
    }

    public static byte[] IdxImages(int count, int height, int width, int seed = 1, byte[]? pixels = null)
    {
        var body = pixels ?? new byte[count * height * width];
        if (pixels is null)
        {
            new Random(seed).NextBytes(body);
        }

        return [.. Header(0x08, (uint)count, (uint)height, (uint)width), .. body];
    }

    public static byte[] IdxLabels(params byte[] labels) => [.. Header(0x08, (uint)labels.Length), .. labels];

    public static byte[] Header(byte type, params uint[] sizes)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (type, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        }

        return header;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static int Find(ReadOnlySpan<byte> bytes, uint signature)
    {
        for (var at = bytes.Length - 4; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) == signature)
            {
                return at;
            }
        }

        throw new InvalidOperationException("No such record.");
    }
}
