namespace AigcStudio.Core.Campaigns;

/// <summary>A plan with the files that it is drawn from.</summary>
/// <param name="PicturePaths">As many as the plan knew sizes, in the same order.</param>
/// <param name="LogoPath">PNG, JPEG or WebP; null where the plan has no room for a logo.</param>
public sealed record AdSheet(AdPlan Plan, IReadOnlyList<string> PicturePaths, string? LogoPath);
