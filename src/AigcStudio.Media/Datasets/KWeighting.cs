namespace AigcStudio.Media.Datasets;

/// <summary>
/// The K-weighting of ITU-R BS.1770-4, annex 1: a shelf that lifts what a head lifts, then a high pass. The standard gives
/// coefficients for 48 kHz; for another rate they come from the analogue filters behind them (De Man, AES 2014, by the
/// bilinear transform), which at 48 kHz are the standard's to 1e-6.
/// </summary>
internal sealed class KWeighting
{
    private readonly Biquad _shelf;
    private readonly Biquad _highPass;

    public KWeighting(int rateHz)
    {
        _shelf = Shelf(Math.Tan(Math.PI * 1681.974450955533 / rateHz), 0.7071752369554196, Math.Pow(10, 3.999843853973347 / 20));
        _highPass = HighPass(Math.Tan(Math.PI * 38.13547087602444 / rateHz), 0.5003270373238773);
    }

    public double Next(double sample) => _highPass.Next(_shelf.Next(sample));

    private static Biquad Shelf(double k, double q, double gain)
    {
        var middle = Math.Pow(gain, 0.4996667741545416);
        var a0 = 1 + (k / q) + (k * k);
        return new Biquad(
            (gain + (middle * k / q) + (k * k)) / a0,
            2 * ((k * k) - gain) / a0,
            (gain - (middle * k / q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / q) + (k * k)) / a0);
    }

    private static Biquad HighPass(double k, double q)
    {
        var a0 = 1 + (k / q) + (k * k);
        return new Biquad(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }

    /// <summary>A filter of second order, transposed direct form II.</summary>
    private sealed class Biquad(double b0, double b1, double b2, double a1, double a2)
    {
        private double _first;
        private double _second;

        public double Next(double x)
        {
            var y = (b0 * x) + _first;
            _first = (b1 * x) - (a1 * y) + _second;
            _second = (b2 * x) - (a2 * y);
            return y;
        }
    }
}
