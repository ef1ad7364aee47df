namespace AigcStudio.Core.Campaigns;

/// <summary>One rule of the brand and how far an ad keeps it.</summary>
/// <param name="Code">Stable name, for example <c>contrast</c>; <c>campaign.check.contrast</c> is what people read.</param>
/// <param name="Share">0 to 1, shown as per cent.</param>
/// <param name="Passed">Advice, never a bar: people decide.</param>
/// <param name="Reason">Why, with figures.</param>
public sealed record BrandCheck(string Code, double Share, bool Passed, Said Reason);
