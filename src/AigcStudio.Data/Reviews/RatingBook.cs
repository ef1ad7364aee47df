using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>One rating for each person and artifact; the artifact carries their mean, so that a grid need not count.</summary>
public sealed class RatingBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    private const int MostStars = 5;

    /// <param name="stars">1 to 5; 0 takes the viewer's rating back.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: nothing was rated at all.</exception>
    /// <exception cref="ReviewException"><c>reviews.stars</c>: not 0 to 5.</exception>
    public async Task RateAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, int stars, CancellationToken cancel)
    {
        if (stars is < 0 or > MostStars)
        {
            throw new ReviewException("reviews.stars", MostStars);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var piece in artifactIds.Distinct().Chunk(500))
        {
            if (await db.Artifacts.VisibleTo(viewer).CountAsync(a => piece.Contains(a.Id), cancel) < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            await db.Ratings.Where(r => r.PersonId == viewer.PersonId && piece.Contains(r.ArtifactId)).ExecuteDeleteAsync(cancel);
            if (stars > 0)
            {
                var at = clock.GetUtcNow();
                db.Ratings.AddRange(piece.Select(id => new Rating { ArtifactId = id, PersonId = viewer.PersonId, Stars = stars, At = at }));
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }

            await MeanAsync(db, piece, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>The viewer's own stars of each, so that a rating of many can be taken back; those without are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> StarsOfAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stars = new Dictionary<Guid, int>();
        foreach (var piece in artifactIds.Distinct().Chunk(500))
        {
            foreach (var rating in await db.Ratings.AsNoTracking().Where(r => r.PersonId == viewer.PersonId && piece.Contains(r.ArtifactId)).ToListAsync(cancel))
            {
                stars[rating.ArtifactId] = rating.Stars;
            }
        }

        return stars;
    }

    /// <summary>Gives artifacts the viewer's stars of before: what <see cref="StarsOfAsync"/> said of them; none where it said nothing.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task RestoreAsync(Viewer viewer, IReadOnlyList<Guid> artifactIds, IReadOnlyDictionary<Guid, int> before, CancellationToken cancel)
    {
        foreach (var same in artifactIds.GroupBy(id => before.GetValueOrDefault(id)))
        {
            await RateAsync(viewer, [.. same], same.Key, cancel);
        }
    }

    // Counted anew from the rows, in the same transaction: two raters at once cannot leave a wrong mean.
    private static Task MeanAsync(StudioDb db, Guid[] ids, CancellationToken cancel) =>
        db.Artifacts.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(
            s => s
                .SetProperty(a => a.RatingCount, a => db.Ratings.Count(r => r.ArtifactId == a.Id))
                .SetProperty(a => a.Stars, a => db.Ratings.Where(r => r.ArtifactId == a.Id).Average(r => (double?)r.Stars) ?? 0),
            cancel);
}
