using AigcStudio.Core;
using AigcStudio.Core.Notifications;

namespace AigcStudio.Data.Notifications;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    Waiting,
    Sent,

    /// <summary>Tried as often as it is tried.</summary>
    GivenUp,
}

/// <summary>A message that leaves the studio: written with what it tells of, sent by another, until a receiver has taken it.</summary>
public sealed class Delivery
{
    /// <summary>Told to the receiver, so that it can drop what comes twice.</summary>
    public Guid Id { get; init; }

    /// <summary>Of what happened, the way and the receiver: nothing is queued twice.</summary>
    public required string Key { get; init; }

    public NoticeWay Way { get; init; }

    /// <summary>Whose mail; null for the webhook.</summary>
    public Guid? PersonId { get; init; }

    public NoticeKind Kind { get; init; }

    public required Said Sentence { get; init; }

    /// <summary>Address within the studio.</summary>
    public required string Link { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>How often it was tried and failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before; while a sender holds it, when another may take it.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>How the last try ended; null before the first.</summary>
    public Said? Outcome { get; set; }

    public DateTimeOffset? TriedAt { get; set; }
}
