namespace AigcStudio.Core.Campaigns;

/// <summary>What streaming services and ad servers ask of a sound.</summary>
internal static class SoundChecks
{
    // LUFS; what podcasts and audio ads are levelled to.
    private const double Target = -16;
    private const double Tolerance = 2;
    private const double Hopeless = 14;
    private const double MostSeconds = 30;

    public static BrandCheck Loudness(AdSound sound)
    {
        var off = double.IsFinite(sound.Loudness) ? Math.Abs(sound.Loudness - Target) : Hopeless;
        var loudness = double.IsFinite(sound.Loudness) ? CheckWords.Tenths(sound.Loudness) : "-∞";
        return off <= Tolerance
            ? new("loudness", 1, true, Said.Of("campaign.check.loudness.kept", loudness))
            : new(
                "loudness",
                Math.Clamp((Hopeless - off) / (Hopeless - Tolerance), 0, 1),
                false,
                Said.Of(sound.Loudness > Target ? "campaign.check.loudness.loud" : "campaign.check.loudness.quiet", loudness, CheckWords.Tenths(Target), CheckWords.Tenths(Tolerance)));
    }

    public static BrandCheck Seconds(AdSound sound) => sound.Seconds <= MostSeconds
        ? new("seconds", 1, true, Said.Of("campaign.check.seconds.kept", CheckWords.Tenths(sound.Seconds)))
        : new("seconds", MostSeconds / sound.Seconds, false, Said.Of("campaign.check.seconds.long", CheckWords.Tenths(sound.Seconds), CheckWords.Tenths(MostSeconds)));
}
