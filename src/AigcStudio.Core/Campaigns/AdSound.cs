namespace AigcStudio.Core.Campaigns;

/// <summary>What a sound that goes with an ad was measured to be.</summary>
/// <param name="Loudness">Integrated (ITU-R BS.1770), LUFS.</param>
/// <param name="Seconds">Its length.</param>
public sealed record AdSound(double Loudness, double Seconds);
