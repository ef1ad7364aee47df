namespace AigcStudio.Data.Accounts;

/// <summary>One browser in which a person is, or was, signed in.</summary>
public sealed class SignIn
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>As the browser calls itself, cut short.</summary>
    public required string Agent { get; init; }

    /// <summary>From where; empty where that is not known.</summary>
    public string Address { get; set; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>Good to a minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it was ended, by whom ever; null while it is good.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
