namespace AigcStudio.Data.Accounts;

/// <summary>The end of the audit chain: one row.</summary>
public sealed class AuditHead
{
    public int Id { get; init; }

    public long Count { get; set; }

    /// <summary>HMAC over the number of entries and the last entry's MAC, hex.</summary>
    public required string Mac { get; set; }
}
