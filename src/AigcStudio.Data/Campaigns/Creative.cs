using AigcStudio.Core.Campaigns;

namespace AigcStudio.Data.Campaigns;

/// <summary>A composed ad: one design for every channel of its campaign, kept as data, so that it can be changed to the end.</summary>
public sealed class Creative
{
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    public required AdDesign Design { get; set; }

    /// <summary>What a reader of the picture is told who cannot see it.</summary>
    public string AltText { get; set; } = "";

    /// <summary>The sound that goes with it, or null.</summary>
    public Guid? SoundId { get; set; }

    public List<CreativePicture> Pictures { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A picture of an ad, in its place among the others.</summary>
public sealed class CreativePicture
{
    public Guid CreativeId { get; init; }

    public Guid ArtifactId { get; init; }

    public int Place { get; set; }
}
