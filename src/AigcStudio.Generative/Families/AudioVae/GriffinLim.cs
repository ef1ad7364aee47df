using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// Finds a sound whose STFT has given amplitudes: Griffin, Lim 1984, in the fast form of Perraudin, Balazs, Søndergaard 2013
/// (algorithm 2), which goes a little beyond each projection.
/// </summary>
internal static class GriffinLim
{
    private const int Iterations = 64;
    private const double Momentum = 0.99;

    // Phases to begin with come from streams of their own, so that they say nothing of the codes.
    private const int PhaseStream = 0x5048;

    /// <param name="amplitudes"><c>[N, bins, T + 1]</c>.</param>
    /// <param name="chances">One for each sound: the phases to begin with.</param>
    /// <param name="rounds">Of projections, 0 and more.</param>
    /// <returns><c>[N, samples]</c>.</returns>
    internal static Tensor Sound(LogMel mel, Tensor amplitudes, int samples, IReadOnlyList<Chance> chances, int rounds = Iterations)
    {
        using var scope = NewDisposeScope();
        var (count, bins, frames) = ((int)amplitudes.shape[0], (int)amplitudes.shape[1], (int)amplitudes.shape[2]);
        var phases = NoiseRows.Normal([.. chances.Select(c => c with { Seed = c.Seed ^ PhaseStream })], bins * frames, amplitudes.device).view(count, bins, frames).mul_(Math.PI);
        var turns = polar(ones_like(phases), phases);
        var before = zeros_like(turns);
        for (var i = 0; i < rounds; i++)
        {
            using var round = NewDisposeScope();
            var rebuilt = mel.Spectrum(mel.Sound(turns * amplitudes, samples));
            var beyond = rebuilt - (before * (Momentum / (1 + Momentum)));
            turns = (beyond / (beyond.abs() + 1e-12)).MoveToOuterDisposeScope();
            before = rebuilt.MoveToOuterDisposeScope();
        }

        return mel.Sound(turns * amplitudes, samples).MoveToOuterDisposeScope();
    }
}
