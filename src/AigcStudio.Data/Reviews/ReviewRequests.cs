using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>Somebody who can be asked.</summary>
public sealed record Colleague(Guid Id, string Name);

/// <summary>A request as the one who is asked, or the one who asked, sees it.</summary>
/// <param name="Left">Artifacts that the viewer has neither rated nor judged.</param>
/// <param name="Mine">Whether the viewer asked it.</param>
/// <param name="Late">Its day is over.</param>
public sealed record RequestCard(Guid Id, string AskedBy, string Note, DateTimeOffset? DueAt, int Count, int Left, bool Mine, bool Late);

/// <summary>What people ask each other to look at.</summary>
public sealed class ReviewRequests(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Artifacts in one request.</summary>
    public const int Most = 1000;

    public const int LongestNote = 500;

    /// <summary>Who can be asked: everybody who signs in but the viewer, by name.</summary>
    /// <exception cref="RefusedException"><c>refused.notAllowed</c>: the viewer only reviews.</exception>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People.Where(p => !p.Disabled && p.PasswordHash != null && p.Id != viewer.PersonId)
            .OrderBy(p => p.DisplayName).Select(p => new Colleague(p.Id, p.DisplayName)).ToListAsync(cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notAllowed</c>, <c>refused.notFound</c>.</exception>
    /// <exception cref="ReviewException">
    /// <c>reviews.ask.empty</c>; <c>reviews.ask.nobody</c>; <c>reviews.ask.tooMany(most)</c>; <c>reviews.ask.noteTooLong(most)</c>;
    /// <c>reviews.ask.hidden(name)</c>: somebody asked may not see all of it.
    /// </exception>
    public async Task<Guid> AskAsync(
        Viewer viewer, IReadOnlyList<Guid> artifactIds, IReadOnlyList<Guid> personIds, string note, DateTimeOffset? dueAt, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        Guid[] artifacts = [.. artifactIds.Distinct()];
        Guid[] people = [.. personIds.Distinct()];
        Check(artifacts.Length > 0, "reviews.ask.empty");
        Check(artifacts.Length <= Most, "reviews.ask.tooMany", Most);
        Check(people.Length > 0, "reviews.ask.nobody");
        Check(note.Length <= LongestNote, "reviews.ask.noteTooLong", LongestNote);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await MustSeeAsync(db, viewer, artifacts, cancel);
        foreach (var id in people)
        {
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && !p.Disabled, cancel) ?? throw RefusedException.NotFound();
            var sees = await db.Artifacts.VisibleTo(new Viewer(person.Id, person.Role)).NotTrashed().CountAsync(a => artifacts.Contains(a.Id), cancel);
            Check(sees == artifacts.Length, "reviews.ask.hidden", person.DisplayName);
        }

        var now = clock.GetUtcNow();
        var request = new ReviewRequest { Id = Guid.CreateVersion7(now), AskedById = viewer.PersonId, Note = note.Trim(), DueAt = dueAt, CreatedAt = now };
        db.ReviewRequests.Add(request);
        db.ReviewRequestItems.AddRange(artifacts.Select(a => new ReviewRequestItem { RequestId = request.Id, ArtifactId = a }));
        db.ReviewRequestPeople.AddRange(people.Select(p => new ReviewRequestPerson { RequestId = request.Id, PersonId = p }));
        await db.SaveChangesAsync(cancel);
        await TellAsync(db, request, artifacts.Length, people, cancel);
        await transaction.CommitAsync(cancel);
        return request.Id;
    }

    /// <summary>Open requests that the viewer asked or was asked, soonest due first; those that the viewer has done are left out.</summary>
    public async Task<IReadOnlyList<RequestCard>> OfAsync(Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var open = await db.ReviewRequests.AsNoTracking()
            .Where(r => r.ClosedAt == null
                && (r.AskedById == viewer.PersonId || db.ReviewRequestPeople.Any(p => p.RequestId == r.Id && p.PersonId == viewer.PersonId)))
            .OrderBy(r => r.DueAt == null).ThenBy(r => r.DueAt).ThenBy(r => r.Id)
            .Take(100)
            .ToListAsync(cancel);
        var cards = new List<RequestCard>();
        foreach (var request in open)
        {
            var filter = new ReviewFilter(RequestId: request.Id);
            var mine = request.AskedById == viewer.PersonId;
            var left = mine ? await LeftOverAsync(db, request.Id, cancel) : await ReviewQueue.Waiting(db, viewer, filter).CountAsync(cancel);
            if (left > 0)
            {
                var name = await db.Users.Where(p => p.Id == request.AskedById).Select(p => p.DisplayName).SingleOrDefaultAsync(cancel) ?? "";
                var count = await filter.Over(db, viewer).CountAsync(cancel);
                cards.Add(new RequestCard(request.Id, name, request.Note, request.DueAt, count, left, mine, request.DueAt < now));
            }
        }

        return cards;
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is no such open request of the viewer's.</exception>
    public async Task CloseAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var closed = await db.ReviewRequests
            .Where(r => r.Id == id && r.ClosedAt == null && (viewer.IsAdmin || r.AskedById == viewer.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedAt, clock.GetUtcNow()), cancel);
        if (closed == 0)
        {
            throw RefusedException.NotFound();
        }
    }

    /// <summary>Ids that await the viewer because somebody asked, soonest due first.</summary>
    internal async Task<IReadOnlyList<Guid>> AwaitingAsync(Viewer viewer, ReviewFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = ReviewQueue.Waiting(db, viewer, filter);
        var asked =
            from request in db.ReviewRequests
            join person in db.ReviewRequestPeople on request.Id equals person.RequestId
            join item in db.ReviewRequestItems on request.Id equals item.RequestId
            join artifact in waiting on item.ArtifactId equals artifact.Id
            where request.ClosedAt == null && person.PersonId == viewer.PersonId
            orderby request.DueAt == null, request.DueAt, request.Id, artifact.Id descending
            select artifact.Id;
        return [.. (await asked.Take(ReviewQueue.Most).ToListAsync(cancel)).Distinct()];
    }

    // Of what the viewer asked for: how many glances of others are still missing, where there is something to look at and somebody who can.
    private static Task<int> LeftOverAsync(StudioDb db, Guid request, CancellationToken cancel) => (
        from item in db.ReviewRequestItems
        join person in db.ReviewRequestPeople on item.RequestId equals person.RequestId
        where item.RequestId == request
            && db.Artifacts.NotTrashed().Any(a => a.Id == item.ArtifactId)
            && db.People.Any(p => p.Id == person.PersonId && !p.Disabled)
            && !db.Ratings.Any(r => r.ArtifactId == item.ArtifactId && r.PersonId == person.PersonId)
            && !db.Reviews.Any(r => r.ArtifactId == item.ArtifactId && r.PersonId == person.PersonId)
        select item).CountAsync(cancel);

    private static async Task TellAsync(StudioDb db, ReviewRequest request, int count, Guid[] people, CancellationToken cancel)
    {
        var name = await db.People.Where(p => p.Id == request.AskedById).Select(p => p.DisplayName).SingleOrDefaultAsync(cancel) ?? "";
        var sentence = Said.Of("notice.ReviewAsked", name, count);
        var happening = new Happening($"review:{request.Id}", NoticeKind.ReviewAsked, sentence, $"/review/focus?requestId={request.Id}", request.CreatedAt);
        await Outbox.RaiseAsync(db, happening, people, cancel);
    }

    private static async Task MustSeeAsync(StudioDb db, Viewer viewer, Guid[] ids, CancellationToken cancel)
    {
        if (await db.Artifacts.VisibleTo(viewer).NotTrashed().CountAsync(a => ids.Contains(a.Id), cancel) < ids.Length)
        {
            throw RefusedException.NotFound();
        }
    }

    private static void Check(bool fine, string code, params object[] arguments)
    {
        if (!fine)
        {
            throw new ReviewException(code, arguments);
        }
    }
}
