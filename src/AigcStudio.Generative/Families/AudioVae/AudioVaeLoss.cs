using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>The likeness half of the bound (Kingma, Welling 2013, eq. 10): summed over all values of a sound, averaged over the batch.</summary>
internal static class AudioVaeLoss
{
    /// <summary>
    /// -log N(frames; made, deviation²), nats per sound. It is of a density: a value that is known more closely than 0.24 units
    /// (3.6 dB) gives less than nothing.
    /// </summary>
    /// <param name="made"><c>[N, T, 64]</c>, as <paramref name="frames"/>.</param>
    internal static Tensor Likeness(Tensor made, Tensor frames, Tensor logDeviation)
    {
        var scaled = (frames - made) * (-logDeviation).exp();
        var perSound = frames.numel() / frames.shape[0];
        return scaled.square().sum().mul(0.5).div(frames.shape[0]) + ((logDeviation.sum() + (0.5 * Math.Log(2 * Math.PI))) * perSound);
    }
}
