namespace AigcStudio.Core.Campaigns;

/// <summary>The formats that ads are made for: the usual ones of social networks and of display advertising (IAB).</summary>
public static class AdChannels
{
    public static IReadOnlyList<AdChannel> All { get; } =
    [
        new("square", 1080, 1080, 60, 125),
        new("portrait", 1080, 1350, 60, 150),
        new("story", 1080, 1920, 60, 150),
        new("landscape", 1200, 628, 50, 110),
        new("rectangle", 300, 250, 30, 60),
        new("leaderboard", 728, 90, 30, 0),
    ];

    /// <exception cref="CampaignException"><c>campaigns.unknownChannel(id)</c>.</exception>
    public static AdChannel Find(string id) =>
        All.FirstOrDefault(c => c.Id == id) ?? throw new CampaignException("campaigns.unknownChannel", id);
}
