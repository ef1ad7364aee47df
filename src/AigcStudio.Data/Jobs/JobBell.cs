using AigcStudio.Core;

namespace AigcStudio.Data.Jobs;

/// <summary>
/// Rings in this process when a job was enqueued or moved: a hint to look at the row sooner than one would. Who listens is
/// called in the context in which it began to listen, so that a page goes on in the language it was opened in.
/// </summary>
public sealed class JobBell
{
    private readonly Lock _gate = new();
    private readonly List<(Action<Guid> Ear, OwnContext Context)> _ears = [];

    /// <summary>Called on the thread that made the change: return at once.</summary>
    public event Action<Guid> Rang
    {
        add
        {
            lock (_gate)
            {
                _ears.Add((value, new OwnContext()));
            }
        }

        remove
        {
            lock (_gate)
            {
                _ears.RemoveAll(e => e.Ear == value);
            }
        }
    }

    public void Ring(Guid jobId)
    {
        (Action<Guid> Ear, OwnContext Context)[] ears;
        lock (_gate)
        {
            ears = [.. _ears];
        }

        foreach (var (ear, context) in ears)
        {
            context.Run(() => ear(jobId));
        }
    }
}
