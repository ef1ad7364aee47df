using System.Buffers.Binary;
using AigcStudio.Core.Evaluation;

namespace AigcStudio.Web.Evaluation;

/// <summary>Two densities over one rectangle as a small picture in the address itself: real ones in the accent's blue, made ones in the orange of what is made.</summary>
internal static class DensityPicture
{
    private const int HeaderBytes = 54;
    private static readonly byte[] Real = [0x3d, 0x3a, 0xd1];
    private static readonly byte[] Made = [0xff, 0x8a, 0x5c];

    /// <summary>A <c>data:</c> address of a BMP, row 0 at the bottom as in the grid.</summary>
    internal static string Of(LabelPlot plot, bool real)
    {
        var side = plot.Side;
        var stride = ((side * 3) + 3) / 4 * 4;
        var bytes = new byte[HeaderBytes + (stride * side)];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), side);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), side);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(28), 24);
        var (values, ink) = real ? (plot.Real, Real) : (plot.Made, Made);
        for (var i = 0; i < values.Count; i++)
        {
            var pixel = bytes.AsSpan(HeaderBytes + (i / side * stride) + (i % side * 3), 3);
            for (var channel = 0; channel < 3; channel++)
            {
                // BMP has blue first; on white, so that it prints.
                pixel[2 - channel] = (byte)(255 + (values[i] * (ink[channel] - 255)));
            }
        }

        return $"data:image/bmp;base64,{Convert.ToBase64String(bytes)}";
    }
}
