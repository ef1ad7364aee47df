namespace AigcStudio.Core.Campaigns;

/// <summary>What was seen while an ad was drawn.</summary>
/// <param name="Texts">In the plan's order.</param>
/// <param name="Logo">Null where none was drawn.</param>
/// <param name="Colours">Of the pictures alone, most frequent first.</param>
public sealed record AdLook(IReadOnlyList<AdTextLook> Texts, AdLogoLook? Logo, IReadOnlyList<AdColour> Colours);
