namespace AigcStudio.Core.Campaigns;

/// <summary>What streaming services and ad servers ask of a sound.</summary>
internal static class SoundChecks
{
    private const double Target = AdSound.TargetLufs;
    private const double Tolerance = 2;
    private const double Hopeless = 14;
    private const double MostSeconds = 30;

    /// <summary>Holds the sound as it goes out against what is asked, and says what becomes of it on the way.</summary>
    public static BrandCheck Loudness(AdSound sound)
    {
        var heard = double.IsFinite(sound.Loudness) ? CheckWords.Tenths(sound.Loudness) : "-∞";
        var off = double.IsFinite(sound.Levelled) ? Math.Abs(sound.Levelled - Target) : Hopeless;
        if (off > Tolerance)
        {
            return new(
                "loudness",
                Math.Clamp((Hopeless - off) / (Hopeless - Tolerance), 0, 1),
                false,
                double.IsFinite(sound.Levelled)
                    ? Said.Of("campaign.check.loudness.quiet", heard, CheckWords.Tenths(sound.Levelled), CheckWords.Tenths(Target), CheckWords.Tenths(Tolerance))
                    : Said.Of("campaign.check.loudness.silent"));
        }

        return Math.Abs(sound.Loudness - Target) <= Tolerance
            ? new("loudness", 1, true, Said.Of("campaign.check.loudness.kept", heard))
            : new("loudness", 1, true, Said.Of("campaign.check.loudness.levelled", heard, CheckWords.Tenths(sound.Levelled)));
    }

    public static BrandCheck Seconds(double seconds) => seconds <= MostSeconds
        ? new("seconds", 1, true, Said.Of("campaign.check.seconds.kept", CheckWords.Tenths(seconds)))
        : new("seconds", MostSeconds / seconds, false, Said.Of("campaign.check.seconds.long", CheckWords.Tenths(seconds), CheckWords.Tenths(MostSeconds)));
}
