namespace AigcStudio.Web.Campaigns;

/// <summary>
/// How far a sound may differ and still be told to be one of ours, and how often another lies as near. Measured by the benchmark <c>alike</c>, distances by
/// <see cref="Core.Datasets.SoundPrint.Distance"/>: of 380 sounds that one model drew, 97 of 72,010 pairs lay within 0.30, 37 within 0.25, 9 within 0.20,
/// 2 within 0.15, none within 0.10; of 200 spoken digits 1 of 19,900 (at 0.29); of sounds of different origin 1 of 110,800 (at 0.25). The same sound as MP3
/// of 96 or 128 kbit/s, as Opus of 64, at 22.05 kHz or 6 dB softer stayed within 0.30 in 99.7 to 100 %, without its first 50 ms in 89 to 98 %; as MP3 of 24
/// kbit/s three lay at 0.10, 0.22 and 0.25. Sixty-four bits alone, of which 4 may differ, knew 15 to 100 % of the first and 0.3 to 31 % of those that were cut.
/// </summary>
public static class SoundCertainty
{
    /// <summary>Farther apart than this, two files are two sounds.</summary>
    public const double MostDiffering = 0.3;

    // Upper ends of the 95 % intervals (Poisson, one-sided) of 0, 2, 9, 37 and 97 pairs in 72,010.
    private static readonly (double Within, double Chance)[] Measured =
        [(0.1, 3.0 / 72_010), (0.15, 6.3 / 72_010), (0.2, 15.7 / 72_010), (0.25, 48.4 / 72_010), (MostDiffering, 114.6 / 72_010)];

    /// <summary>In how many pairs of different sounds of one model the two lie as near or nearer, at most, with 95 % confidence; 1 beyond what was measured.</summary>
    public static double ChanceOfAnother(double differing) => Measured.Where(m => differing <= m.Within).Select(m => m.Chance).FirstOrDefault(1);
}
