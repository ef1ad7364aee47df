using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Texts of a step, time first, as long as the longest of them: T pieces with the end mark. Lives in the step's dispose scope.
/// </summary>
/// <param name="Ahead"><c>[T, N]</c> int64: pieces, the end mark, then padding (<see cref="Vocabulary.End"/> too).</param>
/// <param name="Back">The same with each text backwards and the padding still behind it: read ahead, it needs no packing.</param>
/// <param name="Lengths"><c>[N]</c> int64: pieces and the end mark.</param>
/// <param name="Mask"><c>[T, N]</c> bool: false where there is padding.</param>
/// <param name="Tokens">Sum of the lengths.</param>
internal sealed record TokenBatch(Tensor Ahead, Tensor Back, Tensor Lengths, Tensor Mask, int Tokens)
{
    // Kernels are made for each length they meet; multiples keep them few.
    private const int Multiple = 8;

    /// <summary>What <c>cross_entropy</c> leaves out.</summary>
    private const long Ignored = -100;

    /// <summary>The decoder's inputs: the start mark, then all pieces but the end mark.</summary>
    internal Tensor Inputs => cat([full_like(Ahead.slice(0, 0, 1, 1), Vocabulary.Start), Ahead.slice(0, 0, Ahead.shape[0] - 1, 1)], 0);

    /// <summary>What the decoder is to say, flat: <c>[T x N]</c>.</summary>
    internal Tensor Targets => Ahead.masked_fill(Mask.logical_not(), Ignored).flatten();

    /// <summary>Where in <see cref="Back"/> each piece of <see cref="Ahead"/> stands: <c>[T, N]</c>.</summary>
    internal Tensor Mirror => (Lengths - 1 - arange(Ahead.shape[0], ScalarType.Int64, Ahead.device).unsqueeze(1)).clamp(min: 0);

    /// <summary>The same with a share of the pieces unknown to whoever reads them; what is hidden ahead is hidden backwards.</summary>
    internal TokenBatch Hiding(double share, Generator random)
    {
        if (share == 0)
        {
            return this;
        }

        var hidden = rand(Ahead.shape, device: Ahead.device, generator: random.On(Ahead.device)).less(share).logical_and(Ahead.not_equal(Vocabulary.End));
        var mirrored = hidden.gather(0, Mirror).logical_and(Back.not_equal(Vocabulary.End));
        return this with { Ahead = Ahead.masked_fill(hidden, Vocabulary.Unknown), Back = Back.masked_fill(mirrored, Vocabulary.Unknown) };
    }

    internal static TokenBatch Of(IReadOnlyList<int[]> texts, Device device)
    {
        var (count, time) = (texts.Count, Rounded(texts.Max(t => t.Length) + 1));
        var (ahead, back, lengths) = (new long[time * count], new long[time * count], new long[count]);
        for (var n = 0; n < count; n++)
        {
            var text = texts[n];
            lengths[n] = text.Length + 1;
            for (var t = 0; t < text.Length; t++)
            {
                // The end mark comes first backwards; it is the zero that is there.
                ahead[(t * count) + n] = back[((text.Length - t) * count) + n] = text[t];
            }
        }

        var sizes = Copied(lengths, [count], device);
        var mask = arange(time, ScalarType.Int64, device).unsqueeze(1) < sizes;
        return new TokenBatch(Copied(ahead, [time, count], device), Copied(back, [time, count], device), sizes, mask, (int)lengths.Sum());
    }

    private static int Rounded(int time) => (time + Multiple - 1) / Multiple * Multiple;

    private static Tensor Copied(long[] values, long[] shape, Device device)
    {
        var tensor = empty(shape, ScalarType.Int64);
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(tensor.bytes);
        return tensor.to(device);
    }
}
