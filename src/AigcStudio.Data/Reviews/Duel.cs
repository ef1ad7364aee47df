using AigcStudio.Core.Reviews;

namespace AigcStudio.Data.Reviews;

/// <summary>One person's word on two outputs whose makers they did not know.</summary>
public sealed class Duel
{
    public Guid Id { get; init; }

    public Guid LeftId { get; init; }

    public Guid RightId { get; init; }

    public DuelVerdict Verdict { get; init; }

    public Guid PersonId { get; init; }

    public DateTimeOffset At { get; init; }
}
