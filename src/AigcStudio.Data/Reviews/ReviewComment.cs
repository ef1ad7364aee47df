namespace AigcStudio.Data.Reviews;

/// <summary>Words about an artifact, or about one place of it.</summary>
public sealed class ReviewComment
{
    public Guid Id { get; init; }

    public Guid ArtifactId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The comment that it answers; answers stand under it and have no place of their own.</summary>
    public Guid? ReplyToId { get; init; }

    public required string Text { get; init; }

    /// <summary>Pictures: share of the width from the left, 0 to 1.</summary>
    public double? X { get; init; }

    /// <summary>Pictures: share of the height from the top, 0 to 1.</summary>
    public double? Y { get; init; }

    /// <summary>Sounds: seconds from the start.</summary>
    public double? Second { get; init; }

    /// <summary>Texts: characters from the start.</summary>
    public int? Offset { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public Guid? ResolvedById { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
