using AigcStudio.Core.Accounts;

namespace AigcStudio.Data.Accounts;

/// <summary>A bearer key for scripts: stored hashed, shown once, never wider than its owner's role.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }

    public Guid OwnerId { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the secret.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The first characters, so that a person can tell keys apart.</summary>
    public required string Prefix { get; init; }

    public Role Role { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
