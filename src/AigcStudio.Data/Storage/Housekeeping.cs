namespace AigcStudio.Data.Storage;

/// <summary>How long things are kept and how much of the store one person may use; one row.</summary>
public sealed class Housekeeping
{
    public int Id { get; init; }

    /// <summary>Days in the trash after which the night erases it; null for never.</summary>
    public int? TrashDays { get; set; }

    /// <summary>Days after which the night gives up files that were sent and never taken in; null for never.</summary>
    public int? UploadDays { get; set; }

    /// <summary>Whether the night lets spare checkpoints of ended runs go.</summary>
    public bool SpareCheckpoints { get; set; }

    /// <summary>Bytes that one person's datasets, uploads, checkpoints and artifacts may take; null for no limit.</summary>
    public long? BytesPerPerson { get; set; }

    /// <summary>Trainings of one person that may wait or run; null for no limit.</summary>
    public int? TrainingsPerPerson { get; set; }

    /// <summary>Backups that the night makes and keeps; null for <see cref="UsualBackups"/>, 0 for no nightly backup.</summary>
    public int? BackupsKept { get; set; }

    /// <summary>Days after which the curves of an ended run are thinned; null for <see cref="UsualPointDays"/>, 0 for never.</summary>
    public int? PointDays { get; set; }

    /// <summary>Years for which entries of the audit log are kept; null for <see cref="UsualAuditYears"/>, 0 for all of them.</summary>
    public int? AuditYears { get; set; }

    /// <summary>A week of nights.</summary>
    public const int UsualBackups = 7;

    public const int UsualPointDays = 90;

    /// <summary>As long as books are commonly kept.</summary>
    public const int UsualAuditYears = 10;

    /// <summary>When the night last did its work, or rules that take more than before were made: the night after that is the next.</summary>
    public DateTimeOffset? NightAt { get; set; }
}
