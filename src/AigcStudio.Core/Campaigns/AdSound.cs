namespace AigcStudio.Core.Campaigns;

/// <summary>What a sound that goes with an ad was measured to be.</summary>
/// <param name="Loudness">Integrated (ITU-R BS.1770), LUFS.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Levelled">Its loudness once it was brought to <see cref="TargetLufs"/>, or as near as its true peak allows; it goes out so.</param>
public sealed record AdSound(double Loudness, double Seconds, double Levelled)
{
    /// <summary>LUFS; what podcasts and audio ads are levelled to.</summary>
    public const double TargetLufs = -16;
}
