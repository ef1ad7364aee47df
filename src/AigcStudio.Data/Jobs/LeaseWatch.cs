namespace AigcStudio.Data.Jobs;

/// <summary>
/// Judges leases by this observer's own monotonic clock: a lease is live while its heartbeat moves. No wall clock of
/// two machines is ever compared, so a clock that jumps harms nobody.
/// </summary>
public sealed class LeaseWatch(TimeProvider clock, TimeSpan patience)
{
    private readonly Dictionary<Guid, (long FencingToken, long Heartbeat, long SeenAt)> _seen = [];

    /// <summary>Looks at every held job as it stands now.</summary>
    /// <returns>Those whose heartbeat has not moved for longer than the observer's patience.</returns>
    public IReadOnlyList<HeldJob> FindDead(IReadOnlyCollection<HeldJob> held)
    {
        var now = clock.GetTimestamp();
        foreach (var gone in _seen.Keys.Except(held.Select(j => j.Id)).ToList())
        {
            _seen.Remove(gone);
        }

        var dead = new List<HeldJob>();
        foreach (var job in held)
        {
            if (!_seen.TryGetValue(job.Id, out var last) || last.FencingToken != job.FencingToken || last.Heartbeat != job.Heartbeat)
            {
                _seen[job.Id] = (job.FencingToken, job.Heartbeat, now);
            }
            else if (clock.GetElapsedTime(last.SeenAt, now) > patience)
            {
                dead.Add(job);
            }
        }

        return dead;
    }
}

/// <summary>A job that a worker holds, or held.</summary>
public sealed record HeldJob(Guid Id, long FencingToken, long Heartbeat, string? Worker);
