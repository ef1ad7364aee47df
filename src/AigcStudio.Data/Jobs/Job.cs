using AigcStudio.Core;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>Any background work. This row is the truth; Hangfire only carries it to a worker.</summary>
public sealed class Job
{
    public Guid Id { get; init; }

    public JobKind Kind { get; init; }

    public JobState State { get; set; }

    /// <summary>The run, dataset version or generation that it works on.</summary>
    public Guid SubjectId { get; init; }

    public Guid OwnerId { get; init; }

    /// <summary>What its handler needs beyond the subject, JSON.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>How often it was started.</summary>
    public int Attempt { get; set; }

    /// <summary>How often its worker died in a row without leaving anything behind; three times and it is quarantined.</summary>
    public int Deaths { get; set; }

    /// <summary>Grows by one with every claim; a write with an old token is refused.</summary>
    public long FencingToken { get; set; }

    /// <summary>Which worker holds the lease.</summary>
    public string? Worker { get; set; }

    /// <summary>Moves while the worker lives; an observer judges it by his own monotonic clock.</summary>
    public long Heartbeat { get; set; }

    public string Phase { get; set; } = "";

    public long Done { get; set; }

    public long Total { get; set; }

    /// <summary>Why it failed, for people.</summary>
    public Said? Failure { get; set; }

    /// <summary>Lower goes first; then older first.</summary>
    public int Rank { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When its worker was asked to pause or to stop; null where nobody asked.</summary>
    public DateTimeOffset? AskedAt { get; set; }
}
