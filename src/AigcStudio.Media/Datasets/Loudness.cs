namespace AigcStudio.Media.Datasets;

/// <summary>
/// Integrated loudness of a mono sound by ITU-R BS.1770-4: K-weighted power of blocks of 400 ms, three quarters overlapping,
/// gated at -70 LUFS and at 10 LU below the mean of what is left. A sound shorter than a block is one block of its own length.
/// </summary>
internal static class Loudness
{
    /// <summary>EBU R 128 (2020): what programmes are normalised to.</summary>
    public const double TargetLufs = -23;

    /// <summary>EBU R 128: the highest true peak, in dB.</summary>
    public const double HighestTruePeak = -1;

    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;
    private const int HopsPerBlock = 4;

    /// <returns>LUFS; negative infinity where nothing passes the gates.</returns>
    public static double Integrated(ReadOnlySpan<float> sound, int rateHz)
    {
        var powers = Blocks(sound, rateHz);
        var heard = powers.Where(p => Of(p) > AbsoluteGate).ToList();
        if (heard.Count == 0)
        {
            return double.NegativeInfinity;
        }

        var gate = Of(heard.Average()) + RelativeGate;
        return Of(heard.Where(p => Of(p) > gate).Average());
    }

    /// <summary>The factor that brings a sound to a loudness, or as near as its true peak allows: no sample is bent, none clips.</summary>
    /// <param name="targetLufs">LUFS.</param>
    /// <returns>Infinity where nothing is to be heard.</returns>
    public static double Gain(ReadOnlySpan<float> sound, int rateHz, double targetLufs = TargetLufs) => Gain(sound, rateHz, Integrated(sound, rateHz), targetLufs);

    /// <param name="loudness">As it was measured, LUFS.</param>
    public static double Gain(ReadOnlySpan<float> sound, int rateHz, double loudness, double targetLufs)
    {
        var wanted = Math.Pow(10, (targetLufs - loudness) / 20);
        return Math.Min(wanted, Math.Pow(10, HighestTruePeak / 20) / TruePeak.Of(sound, rateHz));
    }

    private static double Of(double power) => -0.691 + (10 * Math.Log10(power));

    private static List<double> Blocks(ReadOnlySpan<float> sound, int rateHz)
    {
        var weighting = new KWeighting(rateHz);
        var hop = rateHz / 10;
        var hops = new double[Math.Max(1, sound.Length / hop)];
        var whole = 0.0;
        for (var i = 0; i < sound.Length; i++)
        {
            var weighted = weighting.Next(sound[i]);
            whole += weighted * weighted;
            if (i / hop < hops.Length)
            {
                hops[i / hop] += weighted * weighted;
            }
        }

        return hops.Length < HopsPerBlock
            ? [whole / Math.Max(1, sound.Length)]
            : [.. Enumerable.Range(0, hops.Length - HopsPerBlock + 1).Select(b => hops.AsSpan(b, HopsPerBlock).ToArray().Sum() / (HopsPerBlock * hop))];
    }
}
