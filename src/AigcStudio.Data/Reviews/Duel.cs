using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;

namespace AigcStudio.Data.Reviews;

/// <summary>
/// One person's word on two outputs whose makers they did not know. The makers are kept beside the outputs, so that the word still counts when
/// these are gone for good.
/// </summary>
public sealed class Duel
{
    public Guid Id { get; init; }

    /// <summary>Null once the artifact is gone for good.</summary>
    public Guid? LeftId { get; init; }

    /// <summary>Null once the artifact is gone for good.</summary>
    public Guid? RightId { get; init; }

    public Guid LeftCheckpointId { get; init; }

    public Guid RightCheckpointId { get; init; }

    public Modality Modality { get; init; }

    public DuelVerdict Verdict { get; init; }

    public Guid PersonId { get; init; }

    public DateTimeOffset At { get; init; }
}
