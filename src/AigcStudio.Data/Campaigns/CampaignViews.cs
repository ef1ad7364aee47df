using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;

namespace AigcStudio.Data.Campaigns;

/// <summary>A campaign as the board of campaigns shows it.</summary>
/// <param name="Cover">The first picture of its newest ad that the viewer may see, or null.</param>
/// <param name="Creatives">How many ads it has.</param>
public sealed record CampaignCard(
    Guid Id,
    string Name,
    Guid OwnerId,
    string OwnerName,
    Guid BrandId,
    string BrandName,
    CampaignStage Stage,
    DateOnly? DueOn,
    int Creatives,
    Guid? Cover,
    Visibility Visibility,
    DateTimeOffset CreatedAt,
    bool MayChange);

/// <summary>A campaign with what it asks for and what was made for it.</summary>
public sealed record CampaignView(CampaignCard Card, string Brief, IReadOnlyList<string> Channels, Brand Brand, IReadOnlyList<CreativeView> Creatives);

/// <summary>An ad as its campaign shows it.</summary>
/// <param name="Pictures">Those that the viewer may see, in their places.</param>
public sealed record CreativeView(
    Guid Id, Guid CampaignId, AdDesign Design, string AltText, Guid? SoundId, IReadOnlyList<Guid> Pictures, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <summary>What somebody asks of a campaign.</summary>
/// <param name="Channels">Ids of channels; at least one.</param>
public sealed record CampaignPlan(string Name, string Brief, Guid BrandId, IReadOnlyList<string> Channels, DateOnly? DueOn, Visibility Visibility);
