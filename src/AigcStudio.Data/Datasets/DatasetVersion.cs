using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets;

/// <summary>A frozen list of items. Exists from the moment it is asked for; usable once <see cref="FrozenAt"/> is set.</summary>
public sealed class DatasetVersion
{
    public Guid Id { get; init; }

    public Guid DatasetId { get; init; }

    public Dataset? Dataset { get; init; }

    /// <summary>1, 2, 3 ... within the dataset.</summary>
    public int Number { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FrozenAt { get; set; }

    public int Count { get; set; }

    public int HeldOutCount { get; set; }

    /// <summary>Items that were made of artifacts (<see cref="Item.ArtifactId"/>).</summary>
    public int GeneratedCount { get; set; }

    public long Bytes { get; set; }

    /// <summary>Names of the labels, in order, as stored JSON.</summary>
    public List<string> Labels { get; set; } = [];

    /// <summary>The health report as JSON (<see cref="HealthReport"/>).</summary>
    public HealthReport Health { get; set; } = new();

    public int TypicalWidth { get; set; }

    public int TypicalHeight { get; set; }

    public bool Colour { get; set; }

    /// <summary><see cref="DatasetSummary.TypicalBytes"/>.</summary>
    public int TypicalBytes { get; set; }

    /// <summary><see cref="DatasetSummary.TypicalReplyBytes"/>.</summary>
    public int TypicalReplyBytes { get; set; }

    /// <summary><see cref="DatasetSummary.TypicalMilliseconds"/>.</summary>
    public int TypicalMilliseconds { get; set; }

    public DatasetSummary Summarise(Modality modality) => new(modality, Count, Labels, TypicalWidth, TypicalHeight, Colour)
    {
        TypicalBytes = TypicalBytes,
        TypicalReplyBytes = TypicalReplyBytes,
        TypicalMilliseconds = TypicalMilliseconds,
    };
}
