using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>The place of an artifact that a comment is about; all null for the whole of it.</summary>
/// <param name="X">Pictures: 0 to 1 from the left; with <paramref name="Y"/>.</param>
/// <param name="Y">Pictures: 0 to 1 from the top; with <paramref name="X"/>.</param>
/// <param name="Second">Sounds.</param>
/// <param name="Offset">Texts: characters from the start.</param>
public sealed record CommentPlace(double? X = null, double? Y = null, double? Second = null, int? Offset = null)
{
    public static CommentPlace Whole { get; } = new();

    public bool IsWhole => this == Whole;
}

/// <summary>A comment as people read it.</summary>
/// <param name="Mine">Whether the viewer may delete it.</param>
public sealed record SpokenComment(
    Guid Id, Guid? ReplyToId, string PersonName, bool Mine, string Text, CommentPlace Place, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt);

/// <summary>Words pinned to places of artifacts, answered, resolved and opened again.</summary>
public sealed class CommentBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Oldest first; deleted ones and answers to them are left out, and those of others while <see cref="ReviewQueue.IsBlindAsync"/>.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<SpokenComment>> OfAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Artifacts.VisibleTo(viewer).AnyAsync(a => a.Id == artifactId, cancel))
        {
            throw RefusedException.NotFound();
        }

        var blind = await ReviewQueue.HidesAsync(db, viewer, artifactId, cancel);
        var said = await db.ReviewComments.AsNoTracking()
            .Where(c => c.ArtifactId == artifactId && c.DeletedAt == null && (!blind || c.PersonId == viewer.PersonId))
            .OrderBy(c => c.Id).Take(500)
            .Select(c => new { Comment = c, Name = db.Users.Where(p => p.Id == c.PersonId).Select(p => p.DisplayName).FirstOrDefault() ?? "" })
            .ToListAsync(cancel);
        var standing = said.Select(s => s.Comment.Id).ToHashSet();
        return [.. said.Where(s => s.Comment.ReplyToId is not { } to || standing.Contains(to)).Select(s => new SpokenComment(
            s.Comment.Id, s.Comment.ReplyToId, s.Name, viewer.IsAdmin || s.Comment.PersonId == viewer.PersonId, s.Comment.Text,
            new CommentPlace(s.Comment.X, s.Comment.Y, s.Comment.Second, s.Comment.Offset), s.Comment.CreatedAt, s.Comment.ResolvedAt))];
    }

    /// <param name="replyTo">A comment of the same artifact that is itself no answer; an answer has no place.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="ReviewException"><c>reviews.comment.empty</c>; <c>reviews.commentTooLong(most)</c>; <c>reviews.comment.place</c>: no such place in it.</exception>
    public async Task<Guid> AddAsync(Viewer viewer, Guid artifactId, string text, CommentPlace place, Guid? replyTo, CancellationToken cancel)
    {
        text = text.Trim();
        Check(text.Length > 0, "reviews.comment.empty");
        Check(text.Length <= ReviewBook.LongestComment, "reviews.commentTooLong", ReviewBook.LongestComment);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifact = await db.Artifacts.AsNoTracking().VisibleTo(viewer).Where(a => a.Id == artifactId)
            .Select(a => new { a.Modality, a.Length }).SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        Check(Fits(place, artifact.Modality, artifact.Length) && (replyTo is null || place.IsWhole), "reviews.comment.place");
        if (replyTo is not null && !await db.ReviewComments.AnyAsync(
            c => c.Id == replyTo && c.ArtifactId == artifactId && c.ReplyToId == null && c.DeletedAt == null, cancel))
        {
            throw RefusedException.NotFound();
        }

        var now = clock.GetUtcNow();
        var comment = new ReviewComment
        {
            Id = Guid.CreateVersion7(now),
            ArtifactId = artifactId,
            PersonId = viewer.PersonId,
            ReplyToId = replyTo,
            Text = text,
            X = place.X,
            Y = place.Y,
            Second = place.Second,
            Offset = place.Offset,
            CreatedAt = now,
        };
        db.ReviewComments.Add(comment);
        await db.SaveChangesAsync(cancel);
        return comment.Id;
    }

    /// <summary>Marks a comment as dealt with, or opens it again.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task ResolveAsync(Viewer viewer, Guid id, bool resolved, CancellationToken cancel)
    {
        DateTimeOffset? at = resolved ? clock.GetUtcNow() : null;
        Guid? by = resolved ? viewer.PersonId : null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MustAsync(Seen(db, viewer).Where(c => c.Id == id && c.DeletedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ResolvedAt, at).SetProperty(c => c.ResolvedById, by), cancel));
    }

    /// <summary>Deletes the viewer's own comment (an administrator: anybody's), or brings it back.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task DeleteAsync(Viewer viewer, Guid id, bool deleted, CancellationToken cancel)
    {
        DateTimeOffset? at = deleted ? clock.GetUtcNow() : null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await MustAsync(Seen(db, viewer).Where(c => c.Id == id && (viewer.IsAdmin || c.PersonId == viewer.PersonId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.DeletedAt, at), cancel));
    }

    private static IQueryable<ReviewComment> Seen(StudioDb db, Viewer viewer) =>
        db.ReviewComments.Where(c => db.Artifacts.VisibleTo(viewer).Any(a => a.Id == c.ArtifactId));

    private static async Task MustAsync(Task<int> changed)
    {
        if (await changed == 0)
        {
            throw RefusedException.NotFound();
        }
    }

    private static bool Fits(CommentPlace place, Modality modality, int length) => place.IsWhole || (modality switch
    {
        Modality.Text => place is { X: null, Y: null, Second: null } && place.Offset >= 0 && place.Offset <= length,
        Modality.Audio => place is { X: null, Y: null, Offset: null } && place.Second >= 0 && place.Second <= length / 1000.0,
        _ => place is { Second: null, Offset: null } && place.X is >= 0 and <= 1 && place.Y is >= 0 and <= 1,
    });

    private static void Check(bool fine, string code, params object[] arguments)
    {
        if (!fine)
        {
            throw new ReviewException(code, arguments);
        }
    }
}
