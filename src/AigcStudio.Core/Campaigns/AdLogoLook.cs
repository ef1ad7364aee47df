namespace AigcStudio.Core.Campaigns;

/// <summary>How the logo came out.</summary>
/// <param name="Contrast">WCAG 2.2 ratio, 1 to 21, between the logo's mean colour and the 5th percentile of the pixels behind it.</param>
/// <param name="Busyness">Mean gradient of luma behind it, 0 (even) to 1.</param>
public sealed record AdLogoLook(double Contrast, double Busyness);
