using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>Between a pack's bytes 0 .. 255 and the numbers that networks eat.</summary>
public static class PictureBytes
{
    /// <summary>Bytes to [-1, 1], the range of tanh.</summary>
    public static Tensor ToSigned(Tensor bytes) => bytes.to(ScalarType.Float32).div_(127.5f).sub_(1f);

    /// <summary>Bytes to [0, 1].</summary>
    public static Tensor ToUnit(Tensor bytes) => bytes.to(ScalarType.Float32).div_(255f);

    /// <summary>Writes the first <paramref name="count"/> pictures of a batch with values in [0, 255], rounded to the nearest level.</summary>
    public static void Write(Tensor pictures, int count, Stream output)
    {
        using var scope = NewDisposeScope();
        output.Write(pictures.slice(0, 0, count, 1).round().clamp(0, 255).to(ScalarType.Byte).cpu().contiguous().bytes);
    }
}
