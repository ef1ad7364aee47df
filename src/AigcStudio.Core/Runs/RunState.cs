namespace AigcStudio.Core.Runs;

/// <summary>Where a run stands; it follows from the job of its latest attempt.</summary>
public enum RunState
{
    Queued,
    Preparing,
    Running,
    Pausing,
    Paused,
    Cancelling,
    Finished,
    Cancelled,
    Failed,
}
