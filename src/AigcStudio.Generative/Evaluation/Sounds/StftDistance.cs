using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Sounds;

/// <summary>
/// Distance of the spectra of a pair at several scales (Yamamoto et al. 2020, arXiv:1910.11480, section 2.2, equations 4 to 6), the mean over
/// windows of 2048, 1024, 512, 256, 128 and 64 samples, those that fit: hop a quarter, periodic Hann, centred with reflection. Phase is not heard
/// in it, a shift by a few samples hardly. Only for pairs: between two takes of one word it measures their timing.
/// </summary>
/// <param name="Convergence">|| |X| - |Y| || / || |X| || (Frobenius), X of the original: 0 where equal, 1 for silence.</param>
/// <param name="LogMagnitude">Mean of |ln |X| - ln |Y||, nats.</param>
public sealed record StftDistance(double Convergence, double LogMagnitude)
{
    private static readonly int[] Windows = [2048, 1024, 512, 256, 128, 64];

    // As in the authors' program: a logarithm of silence is none.
    private const double FloorPower = 1e-7;

    /// <summary>The sum of equation 3, averaged over windows as in equation 6.</summary>
    public double Total => Convergence + LogMagnitude;

    /// <param name="originals"><c>[N, S]</c> in [-1, 1], S at least 64.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <returns>One for each pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the sounds are shorter than the shortest window.</exception>
    public static IReadOnlyList<StftDistance> Of(Tensor originals, Tensor rebuilt)
    {
        using var scope = NewDisposeScope();
        var (a, b) = Recordings.CheckPairs(originals, rebuilt, Windows[^1]);
        var scales = Windows.Where(w => w <= a.shape[1]).Select(w => Of(a, b, w)).ToList();
        var convergence = stack(scales.Select(s => s.Convergence)).mean([0]).data<double>().ToArray();
        var logMagnitude = stack(scales.Select(s => s.LogMagnitude)).mean([0]).data<double>().ToArray();
        return [.. convergence.Zip(logMagnitude, (c, l) => new StftDistance(c, l))];
    }

    private static (Tensor Convergence, Tensor LogMagnitude) Of(Tensor a, Tensor b, int window)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Magnitudes(a, window), Magnitudes(b, window));
        var convergence = (x - y).square().sum([1, 2]).sqrt() / x.square().sum([1, 2]).sqrt();
        var logMagnitude = (x.log() - y.log()).abs().mean([1, 2]);
        return (convergence.MoveToOuterDisposeScope(), logMagnitude.MoveToOuterDisposeScope());
    }

    private static Tensor Magnitudes(Tensor sounds, int window) =>
        stft(sounds, window, window / 4, window, hann_window(window, dtype: float64), return_complex: true)
            .abs().square().clamp(min: FloorPower).sqrt();
}
