using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>Between a pack's little-endian 16-bit samples and the numbers that networks eat.</summary>
public static class SoundBytes
{
    private const float FullScale = 32768f;

    /// <summary>Bytes <c>[N, S, 2]</c> to <c>[N, S]</c> in [-1, 1).</summary>
    public static Tensor ToUnit(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        var halves = bytes.to(ScalarType.Float32).unbind(2);
        var unsigned = halves[1].mul_(256f).add_(halves[0]);                                   // 0 .. 65535
        return unsigned.sub_(unsigned.ge(FullScale).to(ScalarType.Float32).mul_(2 * FullScale)).div_(FullScale).MoveToOuterDisposeScope();
    }

    /// <summary>Writes the first <paramref name="count"/> sounds of a batch <c>[N, S]</c>, rounded; what lies beyond full scale is held there.</summary>
    public static void Write(Tensor sounds, int count, Stream output)
    {
        using var scope = NewDisposeScope();
        var levels = sounds.slice(0, 0, count, 1).mul(FullScale).round().clamp(short.MinValue, short.MaxValue);
        output.Write(levels.to(ScalarType.Int16).cpu().contiguous().bytes);
    }
}
