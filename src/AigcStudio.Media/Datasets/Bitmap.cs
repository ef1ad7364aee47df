using System.Buffers.Binary;
using AigcStudio.Core.Datasets;
using NetVips;

namespace AigcStudio.Media.Datasets;

/// <summary>
/// Windows bitmaps, which libvips does not read: 1, 4, 8, 16, 24 and 32 bits a pixel, without run-length coding.
/// Alpha is left out, as most writers leave rubbish there.
/// </summary>
internal static class Bitmap
{
    /// <exception cref="ImportException">
    /// <c>import.picture.tooLarge</c>, <c>import.picture.damaged</c>, <c>import.picture.refusedKind</c> for run-length coding.
    /// </exception>
    public static Image Load(string path, PictureCaps caps)
    {
        using var file = File.OpenRead(path);
        var header = BitmapHeader.Read(file, caps);
        var pixels = new byte[checked(header.Width * header.Height * 3)];
        var row = new byte[header.Stride];
        file.Position = header.PixelsAt;
        for (var y = 0; y < header.Height; y++)
        {
            file.ReadExactly(row);
            var target = header.TopDown ? y : header.Height - 1 - y;
            Unpack(header, row, pixels.AsSpan(target * header.Width * 3, header.Width * 3));
        }

        return Image.NewFromMemory(pixels, header.Width, header.Height, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static void Unpack(BitmapHeader header, ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        for (var x = 0; x < header.Width; x++)
        {
            var (red, green, blue) = header.Bits switch
            {
                <= 8 => FromPalette(header, row, x),
                24 => (row[(x * 3) + 2], row[(x * 3) + 1], row[x * 3]),
                16 => Masked(header, BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..])),
                _ => Masked(header, BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..])),
            };
            (rgb[x * 3], rgb[(x * 3) + 1], rgb[(x * 3) + 2]) = (red, green, blue);
        }
    }

    private static (byte Red, byte Green, byte Blue) FromPalette(BitmapHeader header, ReadOnlySpan<byte> row, int x)
    {
        var bit = x * header.Bits;
        var index = (row[bit >> 3] >> (8 - header.Bits - (bit & 7))) & ((1 << header.Bits) - 1);
        return index < header.Palette.Count ? header.Palette[index] : throw PictureFile.Damaged();
    }

    private static (byte Red, byte Green, byte Blue) Masked(BitmapHeader header, uint pixel) =>
        (Channel(pixel, header.RedMask), Channel(pixel, header.GreenMask), Channel(pixel, header.BlueMask));

    private static byte Channel(uint pixel, uint mask)
    {
        var shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
        return (byte)(((ulong)(pixel & mask) >> shift) * 255 / (mask >> shift));
    }
}
