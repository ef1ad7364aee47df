using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>What a judgement on many did.</summary>
/// <param name="Made">The judgement that each judged artifact got, with which <see cref="ReviewBook.TakeBackAsync"/> undoes it.</param>
/// <param name="NearCopies">Left as they were: each has to be looked at beside its training item first.</param>
public sealed record BulkJudgement(IReadOnlyDictionary<Guid, Guid> Made, int NearCopies);

/// <summary>One judgement on many artifacts at once, without words.</summary>
public sealed class BulkReviews(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    private const int PerStatement = 500;

    /// <param name="confirm">
    /// Judge also what has the state already: a reviewer's own word on what others said. Without it those are left alone.
    /// </param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: nothing was judged at all.</exception>
    public async Task<BulkJudgement> JudgeAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, ReviewState state, bool confirm, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var made = new Dictionary<Guid, Guid>();
        var nearCopies = 0;
        foreach (var piece in artifactIds.Distinct().Chunk(PerStatement))
        {
            var found = await db.Artifacts.VisibleTo(viewer).Where(a => piece.Contains(a.Id))
                .Select(a => new { a.Id, a.ReviewState, a.Closeness }).ToListAsync(cancel);
            if (found.Count < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            var open = found.Where(a => confirm || a.ReviewState != state).ToLookup(a => state == ReviewState.Approved && Nearness.IsNear(a.Closeness));
            nearCopies += open[true].Count();
            foreach (var review in await WriteAsync(db, viewer, [.. open[false].Select(a => a.Id)], state, cancel))
            {
                made.Add(review.ArtifactId, review.Id);
            }
        }

        await transaction.CommitAsync(cancel);
        return new BulkJudgement(made, nearCopies);
    }

    private async Task<IReadOnlyList<Review>> WriteAsync(StudioDb db, Viewer viewer, IReadOnlyList<Guid> ids, ReviewState state, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.Artifacts.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.ReviewState, state), cancel);
        List<Review> reviews = [.. ids.Select(id => new Review
        {
            Id = Guid.CreateVersion7(now),
            ArtifactId = id,
            PersonId = viewer.PersonId,
            State = state,
            Comment = "",
            At = now,
        })];
        db.Reviews.AddRange(reviews);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return reviews;
    }
}
