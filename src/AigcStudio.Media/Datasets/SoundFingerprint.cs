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

    // Quieter than this below the loudest cell is noise, whose steps mean nothing.
    private const double FloorDb = 50;

    public static ulong Of(ReadOnlySpan<float> sound, int rateHz)
    {
        var energy = new double[Cells, Cells];
        var bands = MelBands.Of(Cells, Window, rateHz);
        var frames = Math.Max(1, ((sound.Length - Window) / Hop) + 1);
        for (var f = 0; f < Math.Max(frames, Cells); f++)
        {
            // A sound of fewer frames than cells is read at finer steps.
            var start = frames >= Cells ? f * Hop : f * Math.Max(0, sound.Length - Window) / Cells;
            var frame = MelBands.Energy(sound[Math.Min(start, sound.Length)..Math.Min(start + Window, sound.Length)], bands, Cells);
            for (var b = 0; b < Cells; b++)
            {
                energy[f * Cells / Math.Max(frames, Cells), b] += frame[b];
            }
        }

        return Bits(energy);
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
}
