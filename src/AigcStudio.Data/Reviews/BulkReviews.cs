using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>What a judgement on many did.</summary>
/// <param name="Before">The state that each judged artifact had; those that had it already are not in it.</param>
/// <param name="NearCopies">Left as they were: each has to be looked at beside its training item first.</param>
public sealed record BulkJudgement(IReadOnlyDictionary<Guid, ReviewState> Before, int NearCopies);

/// <summary>One judgement on many artifacts at once, without words.</summary>
public sealed class BulkReviews(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    private const int PerStatement = 500;

    /// <exception cref="RefusedException"><c>refused.notFound</c>: nothing was judged at all.</exception>
    public async Task<BulkJudgement> JudgeAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, ReviewState state, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var before = new Dictionary<Guid, ReviewState>();
        var nearCopies = 0;
        foreach (var piece in artifactIds.Distinct().Chunk(PerStatement))
        {
            var found = await db.Artifacts.VisibleTo(viewer).Where(a => piece.Contains(a.Id))
                .Select(a => new { a.Id, a.ReviewState, a.Closeness }).ToListAsync(cancel);
            if (found.Count < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            var open = found.Where(a => a.ReviewState != state).ToLookup(a => state == ReviewState.Approved && Nearness.IsNear(a.Closeness));
            nearCopies += open[true].Count();
            foreach (var artifact in open[false])
            {
                before.Add(artifact.Id, artifact.ReviewState);
            }

            await WriteAsync(db, viewer, [.. open[false].Select(a => a.Id)], state, cancel);
        }

        await transaction.CommitAsync(cancel);
        return new BulkJudgement(before, nearCopies);
    }

    /// <summary>Undoes <see cref="JudgeAsync"/>: it stands in each history as one more judgement.</summary>
    public async Task TakeBackAsync(Viewer viewer, BulkJudgement judgement, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var state in judgement.Before.GroupBy(b => b.Value))
        {
            foreach (var piece in state.Select(b => b.Key).Chunk(PerStatement))
            {
                var there = await db.Artifacts.VisibleTo(viewer).Where(a => piece.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancel);
                await WriteAsync(db, viewer, there, state.Key, cancel);
            }
        }

        await transaction.CommitAsync(cancel);
    }

    private async Task WriteAsync(StudioDb db, Viewer viewer, IReadOnlyList<Guid> ids, ReviewState state, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.Artifacts.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.ReviewState, state), cancel);
        db.Reviews.AddRange(ids.Select(id => new Review
        {
            Id = Guid.CreateVersion7(now),
            ArtifactId = id,
            PersonId = viewer.PersonId,
            State = state,
            Comment = "",
            At = now,
        }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}
