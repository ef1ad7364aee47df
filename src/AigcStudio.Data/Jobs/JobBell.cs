namespace AigcStudio.Data.Jobs;

/// <summary>Rings in this process when a job was enqueued or moved: a hint to look at the row sooner than one would.</summary>
public sealed class JobBell
{
    /// <summary>Called on the thread that made the change: return at once.</summary>
    public event Action<Guid>? Rang;

    public void Ring(Guid jobId) => Rang?.Invoke(jobId);
}
