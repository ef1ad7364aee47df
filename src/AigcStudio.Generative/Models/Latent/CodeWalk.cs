using System.Runtime.InteropServices;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>
/// The way from one code to another along the sphere (White 2016, arXiv:1609.04468, section 2): halfway between two Gaussian codes a
/// straight line comes too near to the middle, where nothing was ever encoded.
/// </summary>
internal static class CodeWalk
{
    // Codes that point the same way within this are as good as on a line.
    private const float Straight = 1e-4f;

    /// <summary>Codes of examples <paramref name="first"/> and on, on the way from stop to stop, <c>[ChunkSize, D]</c>.</summary>
    /// <param name="stops">On the processor: codes of the stops from <c>first / (between + 1)</c> on, <c>[ChunkSize, D]</c>.</param>
    /// <param name="between">Examples between two stops, at least 1, so that a chunk touches no more stops than there are.</param>
    internal static Tensor Along(Tensor stops, int first, int between)
    {
        var width = (int)stops.shape[1];
        var given = MemoryMarshal.Cast<byte, float>(stops.bytes);
        var rows = new float[DrawOrder.ChunkSize * width];
        for (var i = 0; i < DrawOrder.ChunkSize; i++)
        {
            var (stop, way) = Math.DivRem(first + i, between + 1);
            stop -= first / (between + 1);
            var row = rows.AsSpan(i * width, width);
            given.Slice(stop * width, width).CopyTo(row);
            if (way > 0)
            {
                Go(row, given.Slice((stop + 1) * width, width), (float)way / (between + 1));
            }
        }

        var codes = empty(DrawOrder.ChunkSize, width);
        MemoryMarshal.AsBytes(rows.AsSpan()).CopyTo(codes.bytes);
        return codes;
    }

    /// <summary>Moves <paramref name="from"/> in place towards <paramref name="to"/>.</summary>
    /// <param name="share">0 stays, 1 arrives.</param>
    internal static void Go(Span<float> from, ReadOnlySpan<float> to, float share)
    {
        var (dot, a, b) = (0f, 0f, 0f);
        for (var i = 0; i < from.Length; i++)
        {
            dot += from[i] * to[i];
            a += from[i] * from[i];
            b += to[i] * to[i];
        }

        var angle = MathF.Acos(Math.Clamp(dot / MathF.Sqrt(Math.Max(a * b, float.Epsilon)), -1, 1));
        var sine = MathF.Sin(angle);
        var (keep, take) = sine < Straight
            ? (1 - share, share)
            : (MathF.Sin((1 - share) * angle) / sine, MathF.Sin(share * angle) / sine);
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = (keep * from[i]) + (take * to[i]);
        }
    }
}
