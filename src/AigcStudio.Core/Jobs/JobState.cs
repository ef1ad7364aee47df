namespace AigcStudio.Core.Jobs;

/// <summary>
/// Where a job stands. Queued → Running → Succeeded | Failed | Cancelled; Running ⇄ Paused through Pausing;
/// Cancelling leads to Cancelled whether or not a worker is alive. Quarantined: its worker died three times.
/// </summary>
public enum JobState
{
    Queued,
    Running,
    Pausing,
    Paused,
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,
    Quarantined,
}
