using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>A judgement as people read it.</summary>
public sealed record SpokenReview(string PersonName, ReviewState State, string Comment, DateTimeOffset At);

/// <summary>Judgements with words; the newest one is the artifact's state.</summary>
public sealed class ReviewBook(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider clock)
{
    public const int LongestComment = 2000;

    private const int PerStatement = 500;

    /// <param name="seenNearCopy">The reviewer has looked at a near copy beside its training item; the audit log keeps that they approved it.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="ReviewException">
    /// <c>reviews.commentTooLong(most)</c>; <c>review.nearCopy(item, ratio)</c>: an artifact as near to a training item as a copy is approved unseen.
    /// </exception>
    /// <returns>The judgement's id, with which <see cref="TakeBackAsync"/> undoes it.</returns>
    public async Task<Guid> ReviewAsync(
        Viewer viewer, Guid artifactId, ReviewState state, string comment, bool seenNearCopy, CancellationToken cancel)
    {
        if (comment.Length > LongestComment)
        {
            throw new ReviewException("reviews.commentTooLong", LongestComment);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifact = await db.Artifacts.VisibleTo(viewer).SingleOrDefaultAsync(a => a.Id == artifactId, cancel)
            ?? throw RefusedException.NotFound();
        var passes = state == ReviewState.Approved && Nearness.IsNear(artifact.Closeness);
        var ratio = artifact.Closeness?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
        if (passes && !seenNearCopy)
        {
            throw new ReviewException("review.nearCopy", artifact.NearestItem ?? 0, ratio);
        }

        var now = clock.GetUtcNow();
        artifact.ReviewState = state;
        var id = Guid.CreateVersion7(now);
        db.Reviews.Add(new Review
        {
            Id = id,
            ArtifactId = artifactId,
            PersonId = viewer.PersonId,
            State = state,
            Comment = comment.Trim(),
            At = now,
        });
        await db.SaveChangesAsync(cancel);
        if (passes)
        {
            await audit.WriteAsync(viewer.PersonId, "artifact.nearCopyApproved", $"artifact:{artifactId}", $"item:{artifact.NearestItem} {ratio}", cancel);
        }

        return id;
    }

    /// <summary>Takes back judgements of the viewer's own: each artifact's state is again that of the newest one left.</summary>
    public async Task TakeBackAsync(Viewer viewer, IReadOnlyList<Guid> reviewIds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var piece in reviewIds.Distinct().Chunk(PerStatement))
        {
            var mine = db.Reviews.Where(r => r.PersonId == viewer.PersonId && piece.Contains(r.Id));
            var artifacts = await mine.Select(r => r.ArtifactId).Distinct().ToListAsync(cancel);
            await mine.ExecuteDeleteAsync(cancel);

            // By the moment: ids of one millisecond stand in no order.
            await db.Artifacts.Where(a => artifacts.Contains(a.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(
                    a => a.ReviewState,
                    a => db.Reviews.Where(r => r.ArtifactId == a.Id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Select(r => (ReviewState?)r.State).FirstOrDefault() ?? ReviewState.Open),
                cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Newest first; nothing while <see cref="ReviewQueue.IsBlindAsync"/>.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<SpokenReview>> OfAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
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

        return await db.Reviews.Where(r => r.ArtifactId == artifactId).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(200)
            .Select(r => new SpokenReview(
                db.Users.Where(p => p.Id == r.PersonId).Select(p => p.DisplayName).FirstOrDefault() ?? "", r.State, r.Comment, r.At))
            .ToListAsync(cancel);
    }
}
