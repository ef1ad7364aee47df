using System.Collections.Concurrent;

namespace AigcStudio.Data.Accounts;

/// <summary>What was seen within the last minute, in memory: what is asked with every request is written down, and even looked up, no more often.</summary>
internal sealed class SeenLately(TimeProvider clock)
{
    private const int Many = 1_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _seen = new();

    /// <summary>Notes that it is seen now.</summary>
    /// <returns>True where it was not within the last minute: of many who ask at once, one is told so.</returns>
    public bool Note(Guid id)
    {
        var now = clock.GetUtcNow();
        if (_seen.Count > Many)
        {
            foreach (var old in _seen.Where(s => now - s.Value >= Pace))
            {
                _seen.TryRemove(old);
            }
        }

        return _seen.TryGetValue(id, out var last)
            ? now - last >= Pace && _seen.TryUpdate(id, now, last)
            : _seen.TryAdd(id, now);
    }
}
