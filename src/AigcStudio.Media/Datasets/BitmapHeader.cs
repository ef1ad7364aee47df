using System.Buffers.Binary;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>What a bitmap says of itself, checked against its length.</summary>
internal sealed record BitmapHeader(
    int Width, int Height, bool TopDown, int Bits, long PixelsAt, uint RedMask, uint GreenMask, uint BlueMask,
    IReadOnlyList<(byte Red, byte Green, byte Blue)> Palette)
{
    private const int FileHeaderBytes = 14;
    private const int CoreHeaderBytes = 12;
    private const int InfoHeaderBytes = 40;
    private const int MasksBytes = 12;
    private const uint Plain = 0;
    private const uint BitFields = 3;

    /// <summary>Bytes of a row: whole words of 32 bits.</summary>
    public int Stride => checked((int)(((((long)Width * Bits) + 31) / 32) * 4));

    public static BitmapHeader Read(Stream file, PictureCaps caps)
    {
        var start = new byte[FileHeaderBytes + InfoHeaderBytes + MasksBytes];
        var have = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var size = have >= FileHeaderBytes + CoreHeaderBytes ? BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(14)) : 0;
        var header = size switch
        {
            CoreHeaderBytes => Core(start, file),
            >= InfoHeaderBytes when have >= FileHeaderBytes + InfoHeaderBytes => Info(start, size, file),
            _ => throw PictureFile.Damaged(),
        };
        PictureSize.Check(header.Width, header.Height, caps);
        var end = header.PixelsAt + ((long)header.Stride * header.Height);
        return header.PixelsAt < FileHeaderBytes || end > file.Length ? throw PictureFile.Damaged() : header;
    }

    private static BitmapHeader Core(ReadOnlySpan<byte> start, Stream file)
    {
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(start[24..]);
        return bits is 1 or 4 or 8 or 24
            ? new BitmapHeader(
                BinaryPrimitives.ReadUInt16LittleEndian(start[18..]), BinaryPrimitives.ReadUInt16LittleEndian(start[20..]), false, bits,
                PixelOffset(start), 0, 0, 0, ReadPalette(file, FileHeaderBytes + CoreHeaderBytes, bits, 0, 3))
            : throw PictureFile.Damaged();
    }

    private static BitmapHeader Info(ReadOnlySpan<byte> start, int size, Stream file)
    {
        var height = BinaryPrimitives.ReadInt32LittleEndian(start[22..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(start[28..]);
        var coding = BinaryPrimitives.ReadUInt32LittleEndian(start[30..]);
        if (coding is not (Plain or BitFields))
        {
            throw new ImportException("import.picture.refusedKind", "BMP (RLE)");
        }

        if (bits is not (1 or 4 or 8 or 16 or 24 or 32) || height == int.MinValue || (coding == BitFields && bits is not (16 or 32)))
        {
            throw PictureFile.Damaged();
        }

        var (red, green, blue) = Masks(start, coding, bits);
        return new BitmapHeader(
            BinaryPrimitives.ReadInt32LittleEndian(start[18..]), Math.Abs(height), height < 0, bits, PixelOffset(start), red, green, blue,
            ReadPalette(file, FileHeaderBytes + size, bits, BinaryPrimitives.ReadInt32LittleEndian(start[46..]), 4));
    }

    private static (uint Red, uint Green, uint Blue) Masks(ReadOnlySpan<byte> start, uint coding, int bits)
    {
        if (coding == Plain)
        {
            return bits == 16 ? (0x7C00u, 0x03E0u, 0x001Fu) : (0xFF0000u, 0x00FF00u, 0x0000FFu);
        }

        var masks = start[(FileHeaderBytes + InfoHeaderBytes)..];
        var (red, green, blue) = (
            BinaryPrimitives.ReadUInt32LittleEndian(masks), BinaryPrimitives.ReadUInt32LittleEndian(masks[4..]), BinaryPrimitives.ReadUInt32LittleEndian(masks[8..]));
        return red == 0 || green == 0 || blue == 0 ? throw PictureFile.Damaged() : (red, green, blue);
    }

    private static uint PixelOffset(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt32LittleEndian(start[10..]);

    private static List<(byte Red, byte Green, byte Blue)> ReadPalette(Stream file, long at, int bits, int used, int entryBytes)
    {
        if (bits > 8)
        {
            return [];
        }

        var count = used is > 0 and <= 256 ? used : 1 << bits;
        var bytes = new byte[count * entryBytes];
        file.Position = at;
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw PictureFile.Damaged();
        }

        return [.. Enumerable.Range(0, count).Select(i => (bytes[(i * entryBytes) + 2], bytes[(i * entryBytes) + 1], bytes[i * entryBytes]))];
    }
}
