namespace AigcStudio.Data.Gallery;

/// <summary>One request to draw; its artifacts share it.</summary>
public sealed class Generation
{
    public Guid Id { get; init; }

    public Guid OwnerId { get; init; }

    public Guid RunId { get; init; }

    public Guid CheckpointId { get; init; }

    public Guid? ModelId { get; init; }

    /// <summary>The board that what is drawn is laid on, fixed when it was asked for; null for none.</summary>
    public Guid? BoardId { get; init; }

    public int Count { get; init; }

    public int Seed { get; init; }

    public string? Label { get; init; }

    /// <summary>Of the draw, JSON.</summary>
    public string Settings { get; init; } = "{}";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
