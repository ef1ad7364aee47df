namespace AigcStudio.Data.Campaigns;

/// <summary>What somebody else than its owner said of a campaign that waited for a look.</summary>
public sealed class CampaignReview
{
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>False: it went back to be worked on.</summary>
    public bool Approved { get; init; }

    /// <summary>Up to <see cref="CampaignReviews.LongestWords"/> characters; never empty where it went back.</summary>
    public string Words { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
