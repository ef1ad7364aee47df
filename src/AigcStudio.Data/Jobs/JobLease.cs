using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Jobs;

/// <summary>A job in the hands of its handler, with the right to write for it.</summary>
/// <param name="FencingToken">Every write on behalf of the job carries it; an old one changes nothing.</param>
/// <param name="Progress">Writes through to the row, no more than twice a second.</param>
/// <param name="PauseAsked">Set when someone asks for a pause; only trainings listen.</param>
public sealed record JobLease(
    Guid JobId,
    Guid SubjectId,
    Guid OwnerId,
    string Payload,
    int Attempt,
    long FencingToken,
    IProgress<JobProgress> Progress,
    CancellationToken PauseAsked);
