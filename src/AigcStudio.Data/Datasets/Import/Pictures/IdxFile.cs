using System.Buffers.Binary;
using System.IO.Compression;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import.Pictures;

/// <summary>The header of an IDX file: unsigned bytes in one (labels) or three (pictures) dimensions, sizes as big-endian u32.</summary>
/// <param name="Sizes"><c>[N]</c> or <c>[N, H, W]</c>.</param>
internal sealed record IdxHeader(IReadOnlyList<int> Sizes)
{
    private const byte UnsignedByte = 0x08;

    public int Count => Sizes[0];

    public bool IsLabels => Sizes.Count == 1;

    /// <summary>Bytes that follow the header.</summary>
    public long Bytes => Sizes.Aggregate(1L, (product, size) => product * size);

    /// <summary>Reads and judges a header, before anything is allocated by its sizes.</summary>
    /// <exception cref="ImportException">Codes <c>import.idx*</c>.</exception>
    public static IdxHeader Read(Stream stream, ImportCaps caps)
    {
        Span<byte> magic = stackalloc byte[4];
        Fill(stream, magic);
        if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte || magic[3] is not (1 or 3))
        {
            throw new ImportException("import.idxKind");
        }

        var sizes = new int[magic[3]];
        Span<byte> number = stackalloc byte[4];
        for (var i = 0; i < sizes.Length; i++)
        {
            Fill(stream, number);
            var size = BinaryPrimitives.ReadUInt32BigEndian(number);
            var most = (uint)(i == 0 ? caps.MaxItems : caps.MaxIdxSide);
            if (size == 0 || size > most)
            {
                throw new ImportException("import.idxSize", size, most);
            }

            sizes[i] = (int)size;
        }

        var header = new IdxHeader(sizes);
        return header.Bytes <= caps.MaxIdxBytes ? header : throw new ImportException("import.idxTooMuch", caps.MaxIdxBytes >> 30);
    }

    private static void Fill(Stream stream, Span<byte> into)
    {
        if (stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) < into.Length)
        {
            throw new ImportException("import.idxTruncated");
        }
    }
}

/// <summary>An IDX file, packed or plain, checked to be exactly as long as its header says.</summary>
internal sealed record IdxFile(string Name, string Path, IdxHeader Header, bool Packed)
{
    /// <exception cref="ImportException">Codes <c>import.idx*</c>, or <c>import.gzip</c> where something else was packed.</exception>
    public static IdxFile Inspect(string name, string path, ImportCaps caps)
    {
        var packed = FileKinds.Of(path) == FileKind.Gzip;
        try
        {
            using var stream = Open(path, packed);
            if (packed)
            {
                RefuseOtherContent(path);
            }

            var header = IdxHeader.Read(stream, caps);
            RequireLength(stream, header.Bytes);
            return new IdxFile(name, path, header, packed);
        }
        catch (InvalidDataException)
        {
            throw new ImportException("import.gzipBroken");
        }
    }

    /// <summary>The bytes after the header.</summary>
    public Stream OpenBody()
    {
        var stream = Open(Path, Packed);
        stream.ReadExactly(new byte[4 + (4 * Header.Sizes.Count)]);
        return stream;
    }

    /// <summary>The key that pictures and their labels share: <c>t10k-images-idx3-ubyte.gz</c> and <c>t10k-labels-idx1-ubyte</c>.</summary>
    public string PairKey => System.IO.Path.GetFileName(Name).ToLowerInvariant()
        .Replace(".gz", "", StringComparison.Ordinal)
        .Replace("images", "*", StringComparison.Ordinal)
        .Replace("labels", "*", StringComparison.Ordinal)
        .Replace("idx3", "idx", StringComparison.Ordinal)
        .Replace("idx1", "idx", StringComparison.Ordinal);

    private static Stream Open(string path, bool packed)
    {
        var file = File.OpenRead(path);
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static void RefuseOtherContent(string path)
    {
        using var stream = Open(path, packed: true);
        Span<byte> head = stackalloc byte[FileKinds.HeadBytes];
        if (FileKinds.Of(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]) != FileKind.Idx)
        {
            throw new ImportException("import.gzip");
        }
    }

    private static void RequireLength(Stream stream, long bytes)
    {
        var buffer = new byte[1 << 16];
        var left = bytes;
        while (left > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new ImportException("import.idxTruncated");
            }

            left -= read;
        }

        if (stream.ReadByte() >= 0)
        {
            throw new ImportException("import.idxTooLong");
        }
    }
}
