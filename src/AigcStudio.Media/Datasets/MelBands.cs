using System.Numerics;

namespace AigcStudio.Media.Datasets;

/// <summary>Energy of a windowed frame in bands of equal width on the mel scale (O'Shaughnessy 1987), from 100 Hz to 7 kHz.</summary>
internal static class MelBands
{
    private const double LowestHz = 100;
    private const double HighestHz = 7_000;

    /// <returns>For each bin of the lower half of a spectrum its band; -1 where it is in none.</returns>
    public static int[] Of(int count, int window, int rateHz) =>
        [.. Enumerable.Range(0, window / 2).Select(k => ((Mel((double)k * rateHz / window) - Mel(LowestHz)) / (Mel(HighestHz) - Mel(LowestHz)) * count) is >= 0 and var band && band < count ? (int)band : -1)];

    /// <param name="frame">Its length is the window; shorter ones are read as followed by silence.</param>
    /// <param name="bands">By <see cref="Of"/> for this window.</param>
    public static double[] Energy(ReadOnlySpan<float> frame, int[] bands, int count)
    {
        var window = bands.Length * 2;
        var spectrum = new Complex[window];
        for (var i = 0; i < frame.Length; i++)
        {
            spectrum[i] = frame[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / window)));
        }

        Fourier.Transform(spectrum);
        var energy = new double[count];
        for (var k = 1; k < bands.Length; k++)
        {
            if (bands[k] >= 0)
            {
                energy[bands[k]] += (spectrum[k].Real * spectrum[k].Real) + (spectrum[k].Imaginary * spectrum[k].Imaginary);
            }
        }

        return energy;
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
}
