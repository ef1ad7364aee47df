using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>256 levels that lie closer where a wave is small (ITU-T G.711's law in its continuous form, mu = 255).</summary>
internal static class MuLaw
{
    internal const int Levels = 256;

    private const double Mu = Levels - 1;

    /// <summary>Samples in [-1, 1] to levels 0 .. 255, int64.</summary>
    internal static Tensor Level(Tensor sounds)
    {
        using var scope = NewDisposeScope();
        var bent = sounds.sign() * (sounds.abs() * Mu).log1p() / Math.Log(Levels);
        return bent.add(1).mul(Mu / 2).round().clamp(0, Mu).to(ScalarType.Int64).MoveToOuterDisposeScope();
    }

    /// <summary>Levels to what a network eats: even steps in [-1, 1].</summary>
    internal static Tensor Signed(Tensor levels) => levels.to(ScalarType.Float32).mul(2 / Mu).sub(1);

    /// <summary>What a network eats back to samples in [-1, 1].</summary>
    internal static Tensor Sound(Tensor signed)
    {
        using var scope = NewDisposeScope();
        return (signed.sign() * (signed.abs() * Math.Log(Levels)).exp().sub(1) / Mu).MoveToOuterDisposeScope();
    }
}
