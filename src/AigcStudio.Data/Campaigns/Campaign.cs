using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Data.Campaigns;

/// <summary>How far a campaign has come.</summary>
public enum CampaignStage
{
    /// <summary>Being made.</summary>
    Draft,

    /// <summary>Somebody else is to look at it.</summary>
    Review,

    /// <summary>Its files may leave the house.</summary>
    Approved,

    /// <summary>They have.</summary>
    Delivered,
}

/// <summary>From a brief to files for each channel.</summary>
public sealed class Campaign : IOwned
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    public Visibility Visibility { get; set; } = Visibility.Shared;

    /// <summary>Markdown.</summary>
    public string Brief { get; set; } = "";

    public Guid BrandId { get; set; }

    /// <summary>Ids of <see cref="Core.Campaigns.AdChannels"/>.</summary>
    public List<string> Channels { get; set; } = [];

    public DateOnly? DueOn { get; set; }

    public CampaignStage Stage { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? TrashedAt { get; set; }
}
