using AigcStudio.Core.Accounts;

namespace AigcStudio.Core.Notifications;

/// <summary>Who may be told what, and what is told where nobody has chosen otherwise.</summary>
public static class NoticeRules
{
    /// <summary>The ways a person chooses between; the webhook is the workspace's.</summary>
    public static IReadOnlyList<NoticeWay> Personal { get; } = [NoticeWay.Browser, NoticeWay.Mail];

    /// <summary>The smallest role that hears of it: who only reviews gets no news of runs.</summary>
    public static Role LeastRole(NoticeKind kind) => kind switch
    {
        NoticeKind.ReviewAsked => Role.Reviewer,
        NoticeKind.DiskLow or NoticeKind.WorkerLost or NoticeKind.BackupFailed => Role.Admin,
        _ => Role.Creator,
    };

    public static IReadOnlyList<NoticeKind> For(Role role) => [.. Enum.GetValues<NoticeKind>().Where(k => role >= LeastRole(k))];

    /// <summary>In the browser everything; by mail what waits for the person.</summary>
    public static bool Default(NoticeKind kind, NoticeWay way) =>
        way == NoticeWay.Browser || (way == NoticeWay.Mail && kind is NoticeKind.RunFailed or NoticeKind.ReviewAsked or NoticeKind.GuestRated or NoticeKind.CampaignJudged);

    /// <summary>The name for programs, for example <c>run.failed</c>.</summary>
    public static string CodeOf(NoticeKind kind) => kind switch
    {
        NoticeKind.RunEnded => "run.ended",
        NoticeKind.RunFailed => "run.failed",
        NoticeKind.RunWorries => "run.worries",
        NoticeKind.ReviewAsked => "review.asked",
        NoticeKind.DiskLow => "disk.low",
        NoticeKind.WorkerLost => "worker.lost",
        NoticeKind.GuestRated => "guest.rated",
        NoticeKind.BackupFailed => "backup.failed",
        NoticeKind.CampaignJudged => "campaign.judged",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
