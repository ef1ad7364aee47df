namespace AigcStudio.Data.Accounts;

/// <summary>One administrative act; each entry's MAC covers the one before, so that a removed line shows.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? PersonId { get; init; }

    /// <summary>For example <c>job.cancelled</c>.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to, for example <c>job:0197...</c>.</summary>
    public required string Subject { get; init; }

    public string Details { get; init; } = "";

    /// <summary>HMAC-SHA-256 over the previous entry's MAC and this entry, hex.</summary>
    public required string Mac { get; init; }
}
