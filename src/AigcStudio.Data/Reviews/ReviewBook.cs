using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>A judgement as people read it.</summary>
public sealed record SpokenReview(string PersonName, ReviewState State, string Comment, DateTimeOffset At);

/// <summary>Judgements with words; the newest one is the artifact's state.</summary>
public sealed class ReviewBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    public const int LongestComment = 2000;

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="ReviewException"><c>reviews.commentTooLong(most)</c>.</exception>
    public async Task ReviewAsync(Viewer viewer, Guid artifactId, ReviewState state, string comment, CancellationToken cancel)
    {
        if (comment.Length > LongestComment)
        {
            throw new ReviewException("reviews.commentTooLong", LongestComment);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifact = await db.Artifacts.VisibleTo(viewer).SingleOrDefaultAsync(a => a.Id == artifactId, cancel)
            ?? throw RefusedException.NotFound();
        var now = clock.GetUtcNow();
        artifact.ReviewState = state;
        db.Reviews.Add(new Review
        {
            Id = Guid.CreateVersion7(now),
            ArtifactId = artifactId,
            PersonId = viewer.PersonId,
            State = state,
            Comment = comment.Trim(),
            At = now,
        });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Newest first.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<SpokenReview>> OfAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Artifacts.VisibleTo(viewer).AnyAsync(a => a.Id == artifactId, cancel))
        {
            throw RefusedException.NotFound();
        }

        return await db.Reviews.Where(r => r.ArtifactId == artifactId).OrderByDescending(r => r.Id).Take(200)
            .Select(r => new SpokenReview(
                db.Users.Where(p => p.Id == r.PersonId).Select(p => p.DisplayName).FirstOrDefault() ?? "", r.State, r.Comment, r.At))
            .ToListAsync(cancel);
    }
}
