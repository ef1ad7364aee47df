using AigcStudio.Core;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>Which jobs a list shows; null for any.</summary>
/// <param name="Active">True for what is not over, false for what is.</param>
/// <param name="Search">Part of the owner's or the subject's name, or the id of a job or subject.</param>
public sealed record JobFilter(
    bool? Active = null, JobState? State = null, JobKind? Kind = null, Guid? OwnerId = null, Guid? SubjectId = null, string? Search = null)
{
    /// <summary>Asked for at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Asked for before this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>How many jobs stand where.</summary>
/// <param name="Running">Those that a worker holds, or should.</param>
/// <param name="Failed">Those that failed or were quarantined since the moment asked about.</param>
public sealed record JobCounts(int Waiting, int Running, int Failed);

/// <summary>A job as a list shows it.</summary>
/// <param name="Subject">Name of what it works on: the run's, the dataset's; empty where it has none.</param>
/// <param name="Attempt">How often it was started.</param>
/// <param name="Worker">Which process holds it; null where none does.</param>
public sealed record JobCard(
    Guid Id,
    JobKind Kind,
    JobState State,
    Guid SubjectId,
    string Subject,
    Guid OwnerId,
    string OwnerName,
    int Attempt,
    int Deaths,
    string? Worker,
    string Phase,
    long Done,
    long Total,
    Said? Failure,
    int Rank,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>When its worker was asked to pause or to stop.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}
