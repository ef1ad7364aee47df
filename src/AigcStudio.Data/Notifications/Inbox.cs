using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <param name="Read">Whether the person has said so.</param>
public sealed record NoticeCard(Guid Id, NoticeKind Kind, Said Sentence, string Link, DateTimeOffset At, bool Read);

/// <summary>A person's own news; nobody reads another's.</summary>
public sealed class Inbox(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Newest first.</summary>
    /// <param name="before">The last one seen; null for the beginning.</param>
    public async Task<Page<NoticeCard>> ListAsync(Viewer viewer, bool unread, Guid? before, int take, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var mine = db.Notices.Where(n => n.PersonId == viewer.PersonId);
        var found = await (unread ? mine.Where(n => n.ReadAt == null) : mine)
            .Where(n => before == null || n.Id.CompareTo(before.Value) < 0)
            .OrderByDescending(n => n.Id)
            .Take(take)
            .Select(n => new NoticeCard(n.Id, n.Kind, n.Sentence, n.Link, n.At, n.ReadAt != null))
            .ToListAsync(cancel);
        return new Page<NoticeCard>(found, found.Count == take ? found[^1].Id.ToString() : null);
    }

    public async Task<int> CountUnreadAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Notices.CountAsync(n => n.PersonId == viewer.PersonId && n.ReadAt == null, cancel);
    }

    /// <summary>Marks news of the viewer's as read; those of others are left alone.</summary>
    /// <param name="ids">Null for all.</param>
    /// <returns>How many became read.</returns>
    public async Task<int> ReadAsync(Viewer viewer, IReadOnlyCollection<Guid>? ids, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Notices
            .Where(n => n.PersonId == viewer.PersonId && n.ReadAt == null && (ids == null || ids.Contains(n.Id)))
            .ExecuteUpdateAsync(row => row.SetProperty(n => n.ReadAt, now), cancel);
    }

    /// <summary>Forgets what was read, and what was delivered or given up, three months ago.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Kept;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Notices.Where(n => n.ReadAt != null && n.ReadAt < since).ExecuteDeleteAsync(cancel);
        await db.Deliveries.Where(d => d.State != DeliveryState.Waiting && d.At < since).ExecuteDeleteAsync(cancel);
    }
}
