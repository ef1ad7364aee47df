using AigcStudio.Core.Notifications;

namespace AigcStudio.Data.Notifications;

/// <summary>What a person chose otherwise than <see cref="NoticeRules.Default"/>.</summary>
public sealed class NoticeChoice
{
    public Guid PersonId { get; init; }

    public NoticeKind Kind { get; init; }

    public NoticeWay Way { get; init; }

    public bool On { get; set; }
}
