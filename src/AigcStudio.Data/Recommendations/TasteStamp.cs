using AigcStudio.Core.Accounts;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>Changes whenever something changes that a viewer's taste is made of: a few counts and moments, read in a millisecond.</summary>
public sealed record TasteStamp(int Ratings, DateTimeOffset? LastRating, int Reviews, int Hidden, DateTimeOffset? Since, int Artifacts, int Trashed, int Measured)
{
    internal static async Task<TasteStamp> ReadAsync(StudioDb db, Viewer viewer, CancellationToken cancel) => new(
        await db.Ratings.CountAsync(cancel),
        await db.Ratings.MaxAsync(r => (DateTimeOffset?)r.At, cancel),
        await db.Reviews.CountAsync(cancel),
        await db.HiddenRecommendations.CountAsync(h => h.PersonId == viewer.PersonId, cancel),
        await db.TasteStarts.Where(t => t.PersonId == viewer.PersonId).Select(t => (DateTimeOffset?)t.Since).SingleOrDefaultAsync(cancel),
        await db.Artifacts.VisibleTo(viewer).CountAsync(cancel),
        await db.Artifacts.VisibleTo(viewer).CountAsync(a => a.TrashedAt != null, cancel),
        await db.ArtifactFeatures.CountAsync(f => f.Version == FeatureNames.Version, cancel));

    /// <summary>Whether the same was thought when both were made; new artifacts alone do not count.</summary>
    internal bool SaysTheSameAs(TasteStamp other) =>
        (Ratings, LastRating, Reviews, Hidden, Since) == (other.Ratings, other.LastRating, other.Reviews, other.Hidden, other.Since);
}
