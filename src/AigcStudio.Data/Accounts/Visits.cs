using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>
/// When a person was last here. A visit ends with half an hour in which no page was opened; the next one begins with what
/// changed since.
/// </summary>
public sealed class Visits(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    // A write waits for all others: a person who goes from page to page reads.
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    /// <summary>A page was opened; written down no more than once a minute.</summary>
    /// <returns>When the visit before this one ended; null in the first.</returns>
    public async Task<DateTimeOffset?> NoteAsync(Guid personId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ended = now - Pause;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = db.People.Where(p => p.Id == personId);
        var known = await row.Select(p => new { p.SeenAt, p.LastVisitAt }).SingleOrDefaultAsync(cancel);
        if (known is null || known.SeenAt > now - Pace)
        {
            return known?.LastVisitAt;
        }

        await row.Where(p => p.SeenAt != null && p.SeenAt < ended).ExecuteUpdateAsync(s => s.SetProperty(p => p.LastVisitAt, p => p.SeenAt), cancel);
        await row.ExecuteUpdateAsync(s => s.SetProperty(p => p.SeenAt, now), cancel);
        return await row.Select(p => p.LastVisitAt).SingleOrDefaultAsync(cancel);
    }
}
