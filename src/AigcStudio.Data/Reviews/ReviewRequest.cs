namespace AigcStudio.Data.Reviews;

/// <summary>Somebody asks some people to look at some artifacts.</summary>
public sealed class ReviewRequest
{
    public Guid Id { get; init; }

    public Guid AskedById { get; init; }

    /// <summary>What to look for; may be empty.</summary>
    public string Note { get; init; } = "";

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When whoever asked no longer wanted it.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>One artifact of a request.</summary>
public sealed class ReviewRequestItem
{
    public Guid RequestId { get; init; }

    public Guid ArtifactId { get; init; }
}

/// <summary>One person who was asked.</summary>
public sealed class ReviewRequestPerson
{
    public Guid RequestId { get; init; }

    public Guid PersonId { get; init; }
}
