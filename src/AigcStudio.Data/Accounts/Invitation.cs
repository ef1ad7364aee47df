using AigcStudio.Core.Accounts;

namespace AigcStudio.Data.Accounts;

/// <summary>A one-time link by which a person sets up an account; the first start prints one for the first administrator.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the token in the link; the token itself is shown once and stored nowhere.</summary>
    public required string TokenHash { get; init; }

    public Role Role { get; init; }

    public Guid? InvitedById { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public Guid? UsedById { get; set; }
}
