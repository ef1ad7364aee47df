using AigcStudio.Core.Reviews;

namespace AigcStudio.Data.Reviews;

/// <summary>One person's stars for one artifact.</summary>
public sealed class Rating
{
    public Guid ArtifactId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>One person's judgement, with words.</summary>
public sealed class Review
{
    public Guid Id { get; init; }

    public Guid ArtifactId { get; init; }

    public Guid PersonId { get; init; }

    public ReviewState State { get; init; }

    public string Comment { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
