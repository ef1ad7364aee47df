namespace AigcStudio.Data.Accounts;

/// <summary>The answer once given to a POST with an Idempotency-Key, given again to its repetitions.</summary>
public sealed class IdempotentReply
{
    public Guid PersonId { get; init; }

    public required string Key { get; init; }

    public required string Path { get; init; }

    /// <summary>HTTP status; 0 while the first request is still at work.</summary>
    public int Status { get; set; }

    /// <summary>The answer; while the first request is still at work, the process that it is at work in.</summary>
    public string Body { get; set; } = "";

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    public DateTimeOffset At { get; init; }
}
