using AigcStudio.Core;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>Which jobs a list shows; null for any.</summary>
/// <param name="Active">True for what is not over, false for what is.</param>
/// <param name="Search">Part of the owner's or the subject's name.</param>
public sealed record JobFilter(
    bool? Active = null, JobState? State = null, JobKind? Kind = null, Guid? OwnerId = null, Guid? SubjectId = null, string? Search = null);

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
    DateTimeOffset? EndedAt);
