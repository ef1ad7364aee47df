namespace AigcStudio.Data.Reviews;

/// <summary>A door for people without an account to some artifacts, and to nothing else; good until it expires or is withdrawn.</summary>
public sealed class GuestLink
{
    public Guid Id { get; init; }

    /// <summary>What guests read on top.</summary>
    public required string Title { get; init; }

    public Guid CreatedById { get; init; }

    /// <summary>SHA-256 of the secret in its address.</summary>
    public required string SecretHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>One artifact behind a link.</summary>
public sealed class GuestLinkItem
{
    public Guid LinkId { get; init; }

    public Guid ArtifactId { get; init; }

    /// <summary>From 0, in the order in which guests see them.</summary>
    public int Place { get; init; }
}

/// <summary>Someone who came by a link and gave a name.</summary>
public sealed class Guest
{
    public Guid Id { get; init; }

    public Guid LinkId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the token that their browser keeps.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A guest's stars and words: kept apart from those of the workspace.</summary>
public sealed class GuestRating
{
    public Guid GuestId { get; init; }

    public Guid ArtifactId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; set; }

    public string Words { get; set; } = "";

    public DateTimeOffset At { get; set; }
}
