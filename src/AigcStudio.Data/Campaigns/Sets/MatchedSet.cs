using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>Pictures, headlines and sounds that were drawn for a campaign under one mood; ranked, they are offered in sets of three.</summary>
public sealed class MatchedSet
{
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>Whoever asked: it is ranked by their taste.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Its name, as the dial had it.</summary>
    public required string Mood { get; init; }

    public List<SetPart> Parts { get; set; } = [];

    public List<SetPiece> Pieces { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while its draws go on, or nobody has looked at what they drew.</summary>
    public DateTimeOffset? RankedAt { get; set; }
}

/// <summary>One kind of a set: who draws it, and what of it stays.</summary>
public sealed class SetPart
{
    public Guid SetId { get; init; }

    public Modality Kind { get; init; }

    public Guid ModelId { get; init; }

    /// <summary>What the model calls the mood; null where it does not know it and draws freely.</summary>
    public string? Label { get; init; }

    /// <summary>Null where the draw was deleted meanwhile.</summary>
    public Guid? GenerationId { get; init; }

    /// <summary>The artifact that stays when the others are drawn again, or null.</summary>
    public Guid? LockedId { get; set; }
}

/// <summary>A candidate of a set, in its place among those of its kind.</summary>
public sealed class SetPiece
{
    public Guid SetId { get; init; }

    public Guid ArtifactId { get; init; }

    public Modality Kind { get; init; }

    /// <summary>0 for the best.</summary>
    public int Place { get; init; }

    /// <summary>How much it is expected to be liked, 0 to 1.</summary>
    public double Liking { get; init; }

    public LikingBasis Basis { get; init; }

    /// <summary>How far it keeps the brand's rules, 0 to 1.</summary>
    public double Keeping { get; init; }

    /// <summary>Why, of the rules.</summary>
    public required Said Reason { get; init; }
}

/// <summary>On what an expected liking rests.</summary>
public enum LikingBasis
{
    /// <summary>Nobody has rated anything like it.</summary>
    Nothing,

    /// <summary>Mean stars of what was drawn by the same label.</summary>
    Label,

    /// <summary>A taste learned from ratings.</summary>
    Taste,
}
