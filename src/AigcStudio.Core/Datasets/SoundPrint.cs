using System.Buffers.Binary;
using System.Numerics;

namespace AigcStudio.Core.Datasets;

/// <summary>
/// What a sound is recognised by after it was coded anew, made softer, or cut a little at an end: for each 16 ms of it 16 bits, little-endian, over
/// 17 mel bands, each saying whether the step to the next band grows (Haitsma and Kalker, ISMIR 2002, section 4.2). A bit that is set tells something;
/// one that is not may also stand for stillness, so that only set ones are counted.
/// </summary>
public static class SoundPrint
{
    public const int FrameBytes = 2;

    /// <summary>A minute of sound; what comes after it is not written down.</summary>
    public const int MostFrames = 3_750;

    /// <summary>Fewer frames or set bits than these (a click, a pause, a plain tone) could be those of anything.</summary>
    public const int LeastFrames = 8;

    public const int LeastBits = 48;

    /// <summary>Frames by which the beginnings of two sounds may be apart: 128 ms.</summary>
    private const int Reach = 8;

    /// <summary>Whether there is enough to recognise it by.</summary>
    public static bool Tells(ReadOnlySpan<byte> print)
    {
        var bits = 0;
        foreach (var one in print)
        {
            bits += BitOperations.PopCount(one);
        }

        return print.Length >= LeastFrames * FrameBytes && bits >= LeastBits;
    }

    /// <summary>
    /// The share of the bits set in either print that are not set in both, 0 .. 1, at the best of the places within reach; two sounds that have
    /// nothing to do with each other lie at about 0.6.
    /// </summary>
    /// <returns>1 where their lengths differ too much, or what lies upon each other tells too little.</returns>
    public static double Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var (shorter, longer) = (Math.Min(one.Length, other.Length) / FrameBytes, Math.Max(one.Length, other.Length) / FrameBytes);
        var least = Math.Max(LeastFrames, Math.Max(shorter * 4 / 5, longer * 2 / 5));
        var best = 1.0;
        for (var shift = -Reach; shift <= Reach; shift++)
        {
            var (a, b) = (Math.Max(0, -shift), Math.Max(0, shift));
            var frames = Math.Min((one.Length / FrameBytes) - a, (other.Length / FrameBytes) - b);
            if (frames >= least)
            {
                best = Math.Min(best, Apart(one.Slice(a * FrameBytes, frames * FrameBytes), other.Slice(b * FrameBytes, frames * FrameBytes)));
            }
        }

        return best;
    }

    private static double Apart(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var (either, differing) = (0, 0);
        for (var i = 0; i < one.Length; i += FrameBytes)
        {
            uint a = BinaryPrimitives.ReadUInt16LittleEndian(one[i..]);
            uint b = BinaryPrimitives.ReadUInt16LittleEndian(other[i..]);
            either += BitOperations.PopCount(a | b);
            differing += BitOperations.PopCount(a ^ b);
        }

        return either < LeastBits ? 1 : (double)differing / either;
    }
}
