namespace AigcStudio.Core.Notifications;

/// <summary>What a person may be told of. Stored as numbers: new ones go to the end.</summary>
public enum NoticeKind
{
    /// <summary>A training of theirs ended well.</summary>
    RunEnded,

    RunFailed,

    /// <summary>A training of theirs asks for an act: worry 2.</summary>
    RunWorries,

    ReviewAsked,

    /// <summary>The studio's disk is nearly full.</summary>
    DiskLow,

    /// <summary>A worker died in the middle of a job.</summary>
    WorkerLost,

    /// <summary>A client has rated all that a link of theirs shows.</summary>
    GuestRated,

    /// <summary>A backup could not be made.</summary>
    BackupFailed,

    /// <summary>Somebody approved a campaign of theirs, or sent it back with words.</summary>
    CampaignJudged,
}
