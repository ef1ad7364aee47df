namespace AigcStudio.Data.Accounts;

/// <summary>One end of the audit chain: where it ends now, and where its beginning was cut off if it was.</summary>
public sealed class AuditHead
{
    /// <summary>Of the row that knows the end.</summary>
    public const int End = 1;

    /// <summary>Of the row that knows where the beginning was cut off.</summary>
    public const int Anchor = 2;

    public int Id { get; init; }

    /// <summary>The end: entries ever written. The anchor: entries cut off.</summary>
    public long Count { get; set; }

    /// <summary>HMAC over <see cref="Count"/> and the MAC of the last entry that was written, or cut off.</summary>
    public required string Mac { get; set; }

    /// <summary>The anchor: MAC of the last entry that was cut off, which the first kept one goes on from.</summary>
    public string Previous { get; set; } = "";
}
