using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Sounds;

/// <summary>
/// What is wrong with a sound as a signal, whatever it says. Levels are dBFS by amplitude: 0 is a constant 1, a sine of full scale has -3.01 RMS.
/// </summary>
/// <param name="Clipped">Share of samples that stand at 0.999 or beyond, three or more in a row: a single peak is no clipping.</param>
/// <param name="Silent">Share of frames of 20 ms whose root mean square is below -60 dBFS; what is left at the end is no frame.</param>
/// <param name="Offset">Mean of all samples; a loudspeaker hears none.</param>
/// <param name="PeakDecibels">Negative infinity where all is 0.</param>
/// <param name="RmsDecibels">Root mean square over the whole; negative infinity where all is 0.</param>
public sealed record SoundFaults(double Clipped, double Silent, double Offset, double PeakDecibels, double RmsDecibels)
{
    private const double ClipLevel = 0.999;
    private const int LeastRow = 3;
    private const double SilenceDecibels = -60;
    private const int FramesPerSecond = 50;

    /// <param name="sounds"><c>[N, S]</c> in [-1, 1], one frame of 20 ms at least.</param>
    /// <returns>One for each sound.</returns>
    /// <exception cref="ArgumentException">The shape is another, or there is no frame.</exception>
    public static IReadOnlyList<SoundFaults> Of(Tensor sounds, int sampleRateHz)
    {
        using var scope = NewDisposeScope();
        var frame = sampleRateHz / FramesPerSecond;
        var samples = Recordings.Check(sounds, Math.Max(1, frame)).contiguous().data<double>().ToArray();
        return [.. samples.Chunk((int)sounds.shape[1]).Select(s => Of(s, frame))];
    }

    private static SoundFaults Of(double[] samples, int frame)
    {
        var frames = samples.Chunk(frame).Where(f => f.Length == frame).ToList();
        var silent = frames.Count(f => Decibels(RootMeanSquare(f)) < SilenceDecibels);
        return new SoundFaults(
            CountClipped(samples) / (double)samples.Length,
            silent / (double)frames.Count,
            samples.Average(),
            Decibels(samples.Max(Math.Abs)),
            Decibels(RootMeanSquare(samples)));
    }

    private static double Decibels(double amplitude) => 20 * Math.Log10(amplitude);

    private static double RootMeanSquare(double[] samples) => Math.Sqrt(samples.Average(s => s * s));

    private static int CountClipped(double[] samples)
    {
        var (clipped, row) = (0, 0);
        foreach (var sample in samples)
        {
            row = Math.Abs(sample) >= ClipLevel ? row + 1 : 0;
            clipped += row < LeastRow ? 0 : row == LeastRow ? LeastRow : 1;
        }

        return clipped;
    }
}
