namespace AigcStudio.Media.Datasets;

/// <summary>
/// The filter of a resampler: a sinc in a Kaiser window (Kaiser 1974), cut into phases. 64 zero crossings on each side and
/// beta 9 give 90 dB of stop band from the lower of the two Nyquist frequencies on, and a pass band to 91 % of it.
/// </summary>
internal sealed class SincTable
{
    private const int Crossings = 64;
    private const double Beta = 9;
    private const double Cutoff = 0.955;

    // Rates without a common measure would need a phase for every sample: places are rounded to 1/4096 of one then (-68 dB).
    private const int MostPhases = 4096;

    private readonly float[] _taps;

    public SincTable(int fromHz, int toHz)
    {
        var common = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromHz, toHz);
        Phases = Math.Min(toHz / common, MostPhases);
        var scale = Math.Min(1, (double)toHz / fromHz);
        Reach = (int)Math.Ceiling(Crossings / scale);
        _taps = new float[Phases * Taps];
        for (var phase = 0; phase < Phases; phase++)
        {
            Fill(_taps.AsSpan(phase * Taps, Taps), (double)phase / Phases, scale);
        }
    }

    public int Phases { get; }

    /// <summary>Input samples that count on each side of a place.</summary>
    public int Reach { get; }

    public int Taps => 2 * Reach;

    /// <summary>Weights of the input samples <c>i - Reach + 1 .. i + Reach</c> for the place <c>i + phase / Phases</c>; they sum to 1.</summary>
    public ReadOnlySpan<float> Of(int phase) => _taps.AsSpan(phase * Taps, Taps);

    private void Fill(Span<float> taps, double fraction, double scale)
    {
        var weights = new double[Taps];
        for (var k = 0; k < Taps; k++)
        {
            var x = k - Reach + 1 - fraction;
            weights[k] = Sinc(x * scale * Cutoff) * Kaiser(x / Reach);
        }

        var sum = weights.Sum();
        for (var k = 0; k < Taps; k++)
        {
            taps[k] = (float)(weights[k] / sum);
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - (x * x))) / Bessel(Beta);

    // I0 by its power series; 40 terms are exact to the last bit for x <= 9.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; k <= 40; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
