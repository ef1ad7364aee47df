using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>An open link, as its guests meet it.</summary>
/// <param name="Host">Who made it: guests see what this person may see now, and no more.</param>
public sealed record GuestRoom(Guid LinkId, string Title, DateTimeOffset ExpiresAt, Viewer Host);

/// <summary>One artifact as a guest sees it: nothing of its maker.</summary>
public sealed record GuestItem(Guid Id, Modality Modality, int Width, int Height, string BlobHash, int Length, byte[]? Peaks);

/// <summary>A guest who gave a name, and what they said so far.</summary>
public sealed record SeatedGuest(Guid Id, string Name, IReadOnlyDictionary<Guid, GuestVerdict> Said);

public sealed record GuestVerdict(int Stars, string Words);

/// <summary>
/// The only way in without an account. Every read goes through the link's secret and shows exactly its artifacts; a link that is
/// unknown, expired, withdrawn or whose maker left answers like one that never was.
/// </summary>
public sealed class GuestDesk(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Guests of one link: a leaked address does not fill the database.</summary>
    public const int MostGuests = 200;

    public const int LongestName = 100;
    public const int LongestWords = 500;

    /// <summary>The room behind a secret; null where it opens nothing.</summary>
    public async Task<GuestRoom?> RoomAsync(string secret, CancellationToken cancel)
    {
        var (hash, now) = (OneTimeSecret.Hash(secret), clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (
            from link in db.GuestLinks
            join person in db.People on link.CreatedById equals person.Id
            where link.SecretHash == hash && link.WithdrawnAt == null && link.ExpiresAt > now && !person.Disabled && person.Role >= Role.Creator
            select new GuestRoom(link.Id, link.Title, link.ExpiresAt, new Viewer(person.Id, person.Role))).SingleOrDefaultAsync(cancel);
    }

    /// <summary>The artifacts of a room in their order; what went to the trash or was hidden from its host is left out.</summary>
    public async Task<IReadOnlyList<GuestItem>> ItemsAsync(GuestRoom room, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Items(db, room, db.GuestLinkItems).ToListAsync(cancel);
    }

    /// <summary>One artifact of a room; null where it is not among its <see cref="ItemsAsync"/>.</summary>
    public async Task<GuestItem?> ItemAsync(GuestRoom room, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Items(db, room, db.GuestLinkItems.Where(i => i.ArtifactId == artifactId)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Seats a guest.</summary>
    /// <returns>The token for their browser: stored only as a hash.</returns>
    /// <exception cref="ReviewException"><c>reviews.guest.name(most)</c>; <c>reviews.guest.full</c>.</exception>
    public async Task<string> EnterAsync(GuestRoom room, string name, CancellationToken cancel)
    {
        name = name.Trim();
        Check(name.Length is > 0 and <= LongestName, "reviews.guest.name", LongestName);
        await using var db = await databases.CreateDbContextAsync(cancel);
        Check(await db.Guests.CountAsync(g => g.LinkId == room.LinkId, cancel) < MostGuests, "reviews.guest.full");
        var (token, now) = (OneTimeSecret.Create(), clock.GetUtcNow());
        db.Guests.Add(new Guest { Id = Guid.CreateVersion7(now), LinkId = room.LinkId, Name = name, TokenHash = OneTimeSecret.Hash(token), At = now });
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>The guest of a room whose browser keeps this token; null where there is none.</summary>
    public async Task<SeatedGuest?> GuestAsync(GuestRoom room, string? token, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var hash = OneTimeSecret.Hash(token);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var guest = await db.Guests.AsNoTracking().SingleOrDefaultAsync(g => g.TokenHash == hash && g.LinkId == room.LinkId, cancel);
        return guest is null
            ? null
            : new SeatedGuest(
                guest.Id,
                guest.Name,
                await db.GuestRatings.Where(r => r.GuestId == guest.Id).ToDictionaryAsync(r => r.ArtifactId, r => new GuestVerdict(r.Stars, r.Words), cancel));
    }

    /// <summary>Keeps a guest's stars and words for one artifact of their room, in place of what they said before; whoever made the link hears of the last one.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: it is not in the room.</exception>
    /// <exception cref="ReviewException"><c>reviews.stars(most)</c>; <c>reviews.guest.words(most)</c>.</exception>
    public async Task RateAsync(GuestRoom room, SeatedGuest guest, Guid artifactId, int stars, string words, CancellationToken cancel)
    {
        words = words.Trim();
        Check(stars is >= 1 and <= 5, "reviews.stars", 5);
        Check(words.Length <= LongestWords, "reviews.guest.words", LongestWords);
        if (await ItemAsync(room, artifactId, cancel) is null)
        {
            throw RefusedException.NotFound();
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var rating = await db.GuestRatings.SingleOrDefaultAsync(r => r.GuestId == guest.Id && r.ArtifactId == artifactId, cancel)
            ?? db.GuestRatings.Add(new GuestRating { GuestId = guest.Id, ArtifactId = artifactId }).Entity;
        (rating.Stars, rating.Words, rating.At) = (stars, words, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        var open = db.GuestLinkItems.Where(i => !db.GuestRatings.Any(r => r.GuestId == guest.Id && r.ArtifactId == i.ArtifactId));
        if (!await Items(db, room, open).AnyAsync(cancel))
        {
            var sentence = Said.Of("notice.GuestRated", guest.Name, room.Title);
            var happening = new Happening($"guest:{guest.Id}", NoticeKind.GuestRated, sentence, "/review/guests", rating.At);
            await Outbox.RaiseAsync(db, happening, [room.Host.PersonId], cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static IQueryable<GuestItem> Items(StudioDb db, GuestRoom room, IQueryable<GuestLinkItem> items) =>
        from item in items
        join artifact in db.Artifacts.VisibleTo(room.Host).NotTrashed() on item.ArtifactId equals artifact.Id
        where item.LinkId == room.LinkId
        orderby item.Place
        select new GuestItem(artifact.Id, artifact.Modality, artifact.Width, artifact.Height, artifact.BlobHash, artifact.Length, artifact.Peaks);

    private static void Check(bool fine, string code, params object[] arguments)
    {
        if (!fine)
        {
            throw new ReviewException(code, arguments);
        }
    }
}
