using AigcStudio.Core;
using AigcStudio.Core.Notifications;

namespace AigcStudio.Data.Notifications;

/// <summary>One piece of news for one person, as the bell shows it.</summary>
public sealed class Notice
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Of what happened: the same thing is told to a person once.</summary>
    public required string Key { get; init; }

    public NoticeKind Kind { get; init; }

    public required Said Sentence { get; init; }

    /// <summary>Address within the studio.</summary>
    public required string Link { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}
