namespace AigcStudio.Core.Notifications;

/// <summary>How news travel. Stored as numbers: new ones go to the end.</summary>
public enum NoticeWay
{
    /// <summary>The bell of the studio's pages.</summary>
    Browser,

    Mail,

    /// <summary>One address of the whole workspace, set by an administrator.</summary>
    Webhook,
}
