using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Sounds;

/// <summary>
/// Log-spectral distance of pairs in dB: for each frame the root mean square over the 64 bands of <see cref="LogMel"/> of the difference of levels
/// (floor -70 dB), averaged over frames (Gray, Markel 1976, with the square mean, in mel bands). Frames in which both are at the floor count as well:
/// they are right. It has meaning beside that of two real takes alone.
/// </summary>
public static class LogSpectralDistance
{
    /// <param name="originals">Sounds <c>[N, S]</c> in [-1, 1], longer than 256 samples.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <returns>One for each pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the sounds are too short for a frame.</exception>
    public static IReadOnlyList<double> Of(Tensor originals, Tensor rebuilt, int sampleRateHz)
    {
        using var scope = NewDisposeScope();
        using var mel = new LogMel(sampleRateHz, CPU);
        var (a, b) = Recordings.CheckPairs(originals, rebuilt, (LogMel.Window / 2) + 1);
        return OfFrames(mel.Of(a.to(float32)), mel.Of(b.to(float32)));
    }

    /// <summary>The same of what <see cref="LogMel.Of"/> gives, <c>[N, T, 64]</c>.</summary>
    public static IReadOnlyList<double> OfFrames(Tensor originals, Tensor rebuilt)
    {
        using var scope = NewDisposeScope();
        return originals.dim() == 3 && originals.shape.SequenceEqual(rebuilt.shape)
            ? (originals - rebuilt).to(float64).cpu().square().mean([2]).sqrt().mean([1]).mul(LogMel.DecibelsPerUnit).data<double>().ToArray()
            : throw new ArgumentException(
                $"Pairs need one shape [N, T, bands]; here are [{string.Join(", ", originals.shape)}] and [{string.Join(", ", rebuilt.shape)}].");
    }
}
