using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Notifications;

/// <summary>
/// Writes what happened into the bells and the queue of messages, in the transaction of the change itself: either both are there or neither.
/// A transaction of SQLite writes alone, so that looking first is enough; the unique keys hold in any case.
/// </summary>
public static class Outbox
{
    /// <summary>Tells some people, as far as they may hear of it and want to.</summary>
    /// <param name="db">In a transaction of the caller's, who commits.</param>
    public static async Task RaiseAsync(StudioDb db, Happening happening, IReadOnlyCollection<Guid> personIds, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("News are written in the transaction of what they tell.");
        }

        var role = NoticeRules.LeastRole(happening.Kind);
        var people = await Reachable(db).Where(p => personIds.Contains(p.Id) && p.Role >= role)
            .Select(p => new { p.Id, HasMail = p.Email != null }).ToListAsync(cancel);
        var chosen = await db.NoticeChoices.Where(c => personIds.Contains(c.PersonId) && c.Kind == happening.Kind)
            .ToDictionaryAsync(c => (c.PersonId, c.Way), c => c.On, cancel);
        var settings = await db.Set<NotificationSettings>().AsNoTracking().SingleOrDefaultAsync(cancel);
        foreach (var person in people)
        {
            if (Wants(person.Id, NoticeWay.Browser) && !await db.Notices.AnyAsync(n => n.PersonId == person.Id && n.Key == happening.Key, cancel))
            {
                db.Notices.Add(NoticeOf(happening, person.Id));
            }

            if (settings is { SendsMail: true } && person.HasMail && Wants(person.Id, NoticeWay.Mail))
            {
                await QueueAsync(db, happening, NoticeWay.Mail, person.Id, cancel);
            }
        }

        if (settings is { Posts: true })
        {
            await QueueAsync(db, happening, NoticeWay.Webhook, null, cancel);
        }

        await db.SaveChangesAsync(cancel);

        bool Wants(Guid person, NoticeWay way) => chosen.TryGetValue((person, way), out var on) ? on : NoticeRules.Default(happening.Kind, way);
    }

    /// <summary>Tells the administrators.</summary>
    public static async Task RaiseToAdministratorsAsync(StudioDb db, Happening happening, CancellationToken cancel) =>
        await RaiseAsync(db, happening, await Reachable(db).Where(p => p.Role == Role.Admin).Select(p => p.Id).ToListAsync(cancel), cancel);

    // The host's own account never signs in: nobody would read it.
    private static IQueryable<Person> Reachable(StudioDb db) => db.People.Where(p => !p.Disabled && p.PasswordHash != null);

    private static Notice NoticeOf(Happening happening, Guid person) => new()
    {
        Id = Guid.CreateVersion7(happening.At),
        PersonId = person,
        Key = happening.Key,
        Kind = happening.Kind,
        Sentence = happening.Sentence,
        Link = happening.Link,
        At = happening.At,
    };

    private static async Task QueueAsync(StudioDb db, Happening happening, NoticeWay way, Guid? person, CancellationToken cancel)
    {
        var key = $"{way}:{person}:{happening.Key}";
        if (!await db.Deliveries.AnyAsync(d => d.Key == key, cancel))
        {
            db.Deliveries.Add(new Delivery
            {
                Id = Guid.CreateVersion7(happening.At),
                Key = key,
                Way = way,
                PersonId = person,
                Kind = happening.Kind,
                Sentence = happening.Sentence,
                Link = happening.Link,
                At = happening.At,
                NextAt = happening.At,
            });
        }
    }
}
