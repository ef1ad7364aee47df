using System.Numerics;

namespace AigcStudio.Media.Datasets;

/// <summary>
/// 64 bits of a sound after Haitsma and Kalker (ISMIR 2002, section 4.2): energy in 9 mel bands by 9 stretches of time, in dB;
/// a bit says whether the step to the next band grows from one stretch to the next. Gain, coding and a bent tone hardly touch it.
/// </summary>
internal static class SoundFingerprint
{
    private const int Cells = 9;
    private const int Window = 512;
    private const int Hop = 256;
    private const double LowestHz = 100;
    private const double HighestHz = 7_000;

    // Quieter than this below the loudest cell is noise, whose steps mean nothing.
    private const double FloorDb = 50;

    public static ulong Of(ReadOnlySpan<float> sound, int rateHz)
    {
        var energy = new double[Cells, Cells];
        var frames = Math.Max(1, ((sound.Length - Window) / Hop) + 1);
        for (var f = 0; f < Math.Max(frames, Cells); f++)
        {
            // A sound of fewer frames than cells is read at finer steps.
            var start = frames >= Cells ? f * Hop : f * Math.Max(0, sound.Length - Window) / Cells;
            AddFrame(sound[Math.Min(start, sound.Length)..Math.Min(start + Window, sound.Length)], rateHz, energy, f * Cells / Math.Max(frames, Cells));
        }

        return Bits(energy);
    }

    private static void AddFrame(ReadOnlySpan<float> frame, int rateHz, double[,] energy, int cell)
    {
        var spectrum = new Complex[Window];
        for (var i = 0; i < frame.Length; i++)
        {
            spectrum[i] = frame[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Window)));
        }

        Fourier.Transform(spectrum);
        for (var k = 1; k < Window / 2; k++)
        {
            var hertz = (double)k * rateHz / Window;
            var band = (Mel(hertz) - Mel(LowestHz)) / (Mel(HighestHz) - Mel(LowestHz)) * Cells;
            if (band is >= 0 and < Cells)
            {
                energy[cell, (int)band] += (spectrum[k].Real * spectrum[k].Real) + (spectrum[k].Imaginary * spectrum[k].Imaginary);
            }
        }
    }

    private static ulong Bits(double[,] energy)
    {
        var floor = energy.Cast<double>().Max() * Math.Pow(10, -FloorDb / 10);
        double Level(int t, int b) => 10 * Math.Log10(Math.Max(energy[t, b], floor) + double.Epsilon);
        var bits = 0UL;
        for (var t = 0; t + 1 < Cells; t++)
        {
            for (var b = 0; b + 1 < Cells; b++)
            {
                var grows = Level(t + 1, b + 1) - Level(t + 1, b) > Level(t, b + 1) - Level(t, b);
                bits = (bits << 1) | (grows ? 1UL : 0UL);
            }
        }

        return bits;
    }

    // O'Shaughnessy (1987).
    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
}
