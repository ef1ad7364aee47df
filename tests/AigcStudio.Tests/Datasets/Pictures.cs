using System.Buffers.Binary;
using System.IO.Compression;
using NetVips;

namespace AigcStudio.Tests.Datasets;

/// <summary>Pictures made for tests, byte by byte or through libvips.</summary>
public static class Pictures
{
    /// <summary>Three bytes a pixel; no two neighbours alike, colours all over.</summary>
    public static Image Gradient(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]) = ((byte)(x * 255 / Math.Max(1, width - 1)), (byte)(y * 255 / Math.Max(1, height - 1)), (byte)((x * 7) ^ (y * 13)));
        }

        return Image.NewFromMemory(rgb, width, height, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Png(Image image) => image.PngsaveBuffer();

    /// <summary>One byte a pixel.</summary>
    public static byte[] GreyPng(int width, int height, ReadOnlySpan<byte> grey) =>
        Image.NewFromMemory(grey.ToArray(), width, height, 1, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer();

    /// <summary>A flood: a small file whose header promises <paramref name="side"/> squared pixels and whose data keep the promise.</summary>
    public static byte[] FloodPng(int side)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + (side / 8)];
            for (var y = 0; y < side; y++)
            {
                zlib.Write(row);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A bitmap of 24 bits, bottom row first, as Windows writes it.</summary>
    public static byte[] Bitmap(Image picture)
    {
        var rgb = picture.WriteToMemory<byte>();
        var stride = ((picture.Width * 3) + 3) / 4 * 4;
        var file = new byte[54 + (stride * picture.Height)];
        "BM"u8.CopyTo(file);
        int[] fields = [file.Length, 0, 54, 40, picture.Width, picture.Height, 1 | (24 << 16), 0, stride * picture.Height];
        for (var i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2 + (i * 4)), fields[i]);
        }

        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            var at = 54 + ((picture.Height - 1 - (i / picture.Width)) * stride) + (i % picture.Width * 3);
            (file[at], file[at + 1], file[at + 2]) = (rgb[(i * 3) + 2], rgb[(i * 3) + 1], rgb[i * 3]);
        }

        return file;
    }

    internal static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    // PNG specification, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
