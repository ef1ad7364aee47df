using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>A link as whoever made it sees it.</summary>
/// <param name="Rated">Ratings of all guests together.</param>
/// <param name="Stars">Their mean, 0 where there are none.</param>
/// <param name="Open">Neither expired nor withdrawn.</param>
public sealed record GuestLinkCard(
    Guid Id, string Title, string MadeBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Open, int Artifacts, int Guests, int Rated, double Stars);

/// <summary>What a guest said of an artifact.</summary>
public sealed record GuestWord(string GuestName, int Stars, string Words, DateTimeOffset At);

/// <param name="Secret">For the address: shown once, stored only as a hash.</param>
public sealed record NewGuestLink(Guid Id, string Secret, DateTimeOffset ExpiresAt);

/// <summary>Links for clients: made, listed, withdrawn, and what guests said by them.</summary>
public sealed class GuestLinks(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider clock)
{
    /// <summary>Artifacts behind one link.</summary>
    public const int Most = 200;

    public const int LongestTitle = 200;
    public const int UsualDays = 14;
    public const int MostDays = 90;

    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    /// <exception cref="RefusedException"><c>refused.notAllowed</c>, <c>refused.notFound</c>.</exception>
    /// <exception cref="ReviewException"><c>reviews.guest.days(most)</c>; <c>reviews.guest.tooMany(most)</c>; <c>reviews.guest.empty</c>; <c>reviews.guest.title(most)</c>.</exception>
    public async Task<NewGuestLink> CreateAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, string title, int days, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        Guid[] artifacts = [.. artifactIds.Distinct()];
        title = title.Trim();
        Check(artifacts.Length > 0, "reviews.guest.empty");
        Check(artifacts.Length <= Most, "reviews.guest.tooMany", Most);
        Check(days is >= 1 and <= MostDays, "reviews.guest.days", MostDays);
        Check(title.Length is > 0 and <= LongestTitle, "reviews.guest.title", LongestTitle);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Artifacts.VisibleTo(viewer).NotTrashed().CountAsync(a => artifacts.Contains(a.Id), cancel) < artifacts.Length)
        {
            throw RefusedException.NotFound();
        }

        var (secret, now) = (OneTimeSecret.Create(), clock.GetUtcNow());
        var link = new GuestLink
        {
            Id = Guid.CreateVersion7(now),
            Title = title,
            CreatedById = viewer.PersonId,
            SecretHash = OneTimeSecret.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        db.GuestLinks.Add(link);
        db.GuestLinkItems.AddRange(artifacts.Select((a, place) => new GuestLinkItem { LinkId = link.Id, ArtifactId = a, Place = place }));
        await db.SaveChangesAsync(cancel);
        await audit.WriteAsync(viewer.PersonId, "guestLink.created", $"guestLink:{link.Id}", $"{artifacts.Length} artifacts, {days} days", cancel);
        return new NewGuestLink(link.Id, secret, link.ExpiresAt);
    }

    /// <summary>The viewer's own links (an administrator: all), newest first.</summary>
    /// <exception cref="RefusedException"><c>refused.notAllowed</c>.</exception>
    public async Task<IReadOnlyList<GuestLinkCard>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.GuestLinks.AsNoTracking().Where(l => viewer.IsAdmin || l.CreatedById == viewer.PersonId).OrderByDescending(l => l.Id).Take(200)
            .Select(l => new GuestLinkCard(
                l.Id,
                l.Title,
                db.Users.Where(p => p.Id == l.CreatedById).Select(p => p.DisplayName).FirstOrDefault() ?? "",
                l.CreatedAt,
                l.ExpiresAt,
                l.WithdrawnAt == null && l.ExpiresAt > now,
                db.GuestLinkItems.Count(i => i.LinkId == l.Id),
                db.Guests.Count(g => g.LinkId == l.Id),
                db.GuestRatings.Count(r => db.Guests.Any(g => g.Id == r.GuestId && g.LinkId == l.Id)),
                db.GuestRatings.Where(r => db.Guests.Any(g => g.Id == r.GuestId && g.LinkId == l.Id)).Average(r => (double?)r.Stars) ?? 0))
            .ToListAsync(cancel);
    }

    /// <summary>Ends a link at once; what guests said stays.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is no such open link of the viewer's.</exception>
    public async Task WithdrawAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var withdrawn = await db.GuestLinks
            .Where(l => l.Id == id && l.WithdrawnAt == null && (viewer.IsAdmin || l.CreatedById == viewer.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.WithdrawnAt, clock.GetUtcNow()), cancel);
        if (withdrawn == 0)
        {
            throw RefusedException.NotFound();
        }

        await audit.WriteAsync(viewer.PersonId, "guestLink.withdrawn", $"guestLink:{id}", "", cancel);
    }

    /// <summary>What guests said of an artifact, newest first; nothing while <see cref="ReviewQueue.IsBlindAsync"/>.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<GuestWord>> WordsAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Artifacts.VisibleTo(viewer).AnyAsync(a => a.Id == artifactId, cancel))
        {
            throw RefusedException.NotFound();
        }

        if (await ReviewQueue.HidesAsync(db, viewer, artifactId, cancel))
        {
            return [];
        }

        return await db.GuestRatings.Where(r => r.ArtifactId == artifactId)
            .Join(db.Guests, r => r.GuestId, g => g.Id, (r, g) => new { r, g.Name })
            .OrderByDescending(w => w.r.At).Take(200)
            .Select(w => new GuestWord(w.Name, w.r.Stars, w.r.Words, w.r.At)).ToListAsync(cancel);
    }

    private static void Check(bool fine, string code, params object[] arguments)
    {
        if (!fine)
        {
            throw new ReviewException(code, arguments);
        }
    }
}
