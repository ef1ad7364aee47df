using AigcStudio.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Accounts;

/// <summary>Sign-ins by browser: begun, seen, listed and ended, by their person or by an administrator.</summary>
public sealed class SignIns(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider time)
{
    private const int LongestAgent = 300;

    /// <summary>As long as a sign-in is good without being used; what was not seen for longer is not listed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private readonly SeenLately _lately = new(time);

    /// <summary>Sign-ins of this person were ended: a hint to open pages to look at once. Called on the thread that ended them: return at once.</summary>
    public event Action<Guid>? Ended;

    /// <summary>Begins one, and forgets those of anybody that ended, or were not seen, longer ago than a sign-in is good.</summary>
    /// <returns>The id that the cookie carries.</returns>
    public async Task<Guid> BeginAsync(Guid personId, string agent, string address, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var row = new SignIn
        {
            Id = Guid.CreateVersion7(now),
            PersonId = personId,
            Agent = agent.Length > LongestAgent ? agent[..LongestAgent] : agent,
            Address = address,
            At = now,
            SeenAt = now,
        };
        var oldest = now - Lifetime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.SignIns.Where(s => s.SeenAt < oldest || s.EndedAt < oldest).ExecuteDeleteAsync(cancel);
        db.SignIns.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    /// <summary>
    /// Writes down that it is in use, no more than once a minute: each write waits its turn with all others, and this is asked with every
    /// picture of a page. Where others write for long it is left to the next minute.
    /// </summary>
    public async Task SeeAsync(Guid id, CancellationToken cancel)
    {
        if (!_lately.Note(id))
        {
            return;
        }

        var now = time.GetUtcNow();
        var due = now - Pace;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.SignIns.AnyAsync(s => s.Id == id && s.SeenAt < due, cancel))
        {
            return;
        }

        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout = 250", cancel);
        db.Database.SetCommandTimeout(1);
        await db.SignIns.Where(s => s.Id == id && s.SeenAt < due).ExecuteUpdateAsync(row => row.SetProperty(s => s.SeenAt, now), cancel);
    }

    /// <summary>Those of one person that are good, the one seen last first: one's own, or anybody's for an administrator.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<SignIn>> ListAsync(Viewer viewer, Guid personId, CancellationToken cancel)
    {
        Require(viewer, personId);
        var oldest = time.GetUtcNow() - Lifetime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.SignIns.AsNoTracking()
            .Where(s => s.PersonId == personId && s.EndedAt == null && s.SeenAt > oldest)
            .OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).Take(100).ToListAsync(cancel);
    }

    /// <summary>When each person was seen last, by a page or in a browser that is still remembered, for an administrator's list.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> LastSeenAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var pages = await db.People.Where(p => p.SeenAt != null).Select(p => new { p.Id, At = p.SeenAt!.Value }).ToListAsync(cancel);
        var browsers = await db.SignIns.GroupBy(s => s.PersonId).Select(g => new { Id = g.Key, At = g.Max(s => s.SeenAt) }).ToListAsync(cancel);
        return pages.Concat(browsers).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.Max(p => p.At));
    }

    /// <summary>Ends one; its open pages are signed out at once, its next request finds no sign-in.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is none that the viewer may end.</exception>
    public async Task EndAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var person = await db.SignIns.Where(s => s.Id == id && s.EndedAt == null && (viewer.IsAdmin || s.PersonId == viewer.PersonId))
            .Select(s => (Guid?)s.PersonId).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        await EndAsync(db.SignIns.Where(s => s.Id == id), person, cancel);
        await audit.WriteAsync(viewer.PersonId, "signIn.ended", $"person:{person}", $"signIn:{id}", cancel);
    }

    /// <summary>Ends all of a person, or all but one.</summary>
    /// <param name="but">The viewer's own, which stays; null for none.</param>
    /// <returns>How many were ended.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: the person is somebody else and the viewer no administrator.</exception>
    public async Task<int> EndAllAsync(Viewer viewer, Guid personId, Guid? but, CancellationToken cancel)
    {
        Require(viewer, personId);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var ended = await EndAsync(db.SignIns.Where(s => s.PersonId == personId && s.Id != but), personId, cancel);
        if (but is null)
        {
            // Cookies of an earlier release name no sign-in: the stamp ends those.
            var stamp = OneTimeSecret.Create();
            await db.People.Where(p => p.Id == personId).ExecuteUpdateAsync(row => row.SetProperty(p => p.SecurityStamp, stamp), cancel);
            Ended?.Invoke(personId);
        }

        await audit.WriteAsync(viewer.PersonId, "signIn.endedAll", $"person:{personId}", $"{ended}", cancel);
        return ended;
    }

    /// <summary>A browser signs out.</summary>
    public async Task LeaveAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.SignIns.Where(s => s.Id == id).Select(s => (Guid?)s.PersonId).SingleOrDefaultAsync(cancel) is { } person)
        {
            await EndAsync(db.SignIns.Where(s => s.Id == id), person, cancel);
        }
    }

    private static void Require(Viewer viewer, Guid personId)
    {
        if (!viewer.IsAdmin && viewer.PersonId != personId)
        {
            throw RefusedException.NotFound();
        }
    }

    private async Task<int> EndAsync(IQueryable<SignIn> some, Guid personId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var ended = await some.Where(s => s.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(s => s.EndedAt, now), cancel);
        Ended?.Invoke(personId);
        return ended;
    }
}
