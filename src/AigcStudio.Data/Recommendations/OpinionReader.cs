using AigcStudio.Core.Accounts;
using AigcStudio.Core.Recommendations;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Recommendations;

/// <summary>What the viewer and everyone else think of artifacts that the viewer may see.</summary>
internal static class OpinionReader
{
    // A judgement serves a campaign, stars say what somebody likes: it counts half.
    private const double ReviewWeight = 0.5;

    /// <summary>The viewer's opinions since their taste began, all that they ever rated, and what they hid.</summary>
    public static async Task<(IReadOnlyList<Opinion> Opinions, IReadOnlySet<Guid> Rated, IReadOnlySet<Guid> Hidden)> OwnAsync(StudioDb db, Viewer viewer, CancellationToken cancel)
    {
        var me = viewer.PersonId;
        var since = await db.TasteStarts.Where(t => t.PersonId == me).Select(t => (DateTimeOffset?)t.Since).SingleOrDefaultAsync(cancel) ?? DateTimeOffset.MinValue;
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.PersonId == me).Select(r => new { r.ArtifactId, r.Stars, r.At }).ToListAsync(cancel);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.PersonId == me).Select(r => new { r.Id, r.ArtifactId, r.State, r.At }).ToListAsync(cancel);
        var hidden = await db.HiddenRecommendations.AsNoTracking().Where(h => h.PersonId == me).Select(h => h.ArtifactId).ToListAsync(cancel);
        List<Opinion> opinions =
        [
            .. ratings.Where(r => r.At > since).Select(r => Opinion.OfStars(r.ArtifactId, r.Stars)),
            .. reviews.GroupBy(r => r.ArtifactId).Select(g => g.MaxBy(r => r.Id)!).Where(r => r.At > since && r.State != ReviewState.Open)
                .Select(r => new Opinion(r.ArtifactId, Value(r.State), ReviewWeight)),
            .. hidden.Select(id => new Opinion(id, -1, 1)),
        ];
        return (opinions, ratings.Select(r => r.ArtifactId).ToHashSet(), hidden.ToHashSet());
    }

    /// <summary>
    /// Everyone else's, as one mean for each artifact, each person's against their own mean: a generous rater must not weigh more.
    /// </summary>
    public static async Task<IReadOnlyList<Opinion>> TeamAsync(StudioDb db, Viewer viewer, CancellationToken cancel)
    {
        var visible = db.Artifacts.AsNoTracking().VisibleTo(viewer);
        var ratings = await (from r in db.Ratings.AsNoTracking()
                             join a in visible on r.ArtifactId equals a.Id
                             where r.PersonId != viewer.PersonId
                             select new { r.PersonId, r.ArtifactId, r.Stars }).ToListAsync(cancel);
        var reviews = await (from r in db.Reviews.AsNoTracking()
                             join a in visible on r.ArtifactId equals a.Id
                             where r.PersonId != viewer.PersonId
                             select new { r.Id, r.PersonId, r.ArtifactId, r.State }).ToListAsync(cancel);
        var said = ratings.Select(r => (r.PersonId, Opinion: Opinion.OfStars(r.ArtifactId, r.Stars)))
            .Concat(reviews.GroupBy(r => (r.ArtifactId, r.PersonId)).Select(g => g.MaxBy(r => r.Id)!).Where(r => r.State != ReviewState.Open)
                .Select(r => (r.PersonId, Opinion: new Opinion(r.ArtifactId, Value(r.State), ReviewWeight))));
        return [.. said.GroupBy(s => s.PersonId).SelectMany(Centred).GroupBy(o => o.Item).Select(g =>
            new Opinion(g.Key, g.Sum(o => o.Value * o.Weight) / g.Sum(o => o.Weight), g.Sum(o => o.Weight)))];
    }

    private static double Value(ReviewState state) => state switch
    {
        ReviewState.Approved => 0.75,
        ReviewState.Rejected => -1,
        _ => -0.25,
    };

    // With few ratings a mean says little of a person: it is drawn towards three stars, as if ten threes had been given before.
    private static IEnumerable<Opinion> Centred(IEnumerable<(Guid Person, Opinion Opinion)> ofOne)
    {
        var list = ofOne.Select(o => o.Opinion).ToList();
        var mean = list.Sum(o => o.Value * o.Weight) / (list.Sum(o => o.Weight) + 10);
        return list.Select(o => o with { Value = o.Value - mean });
    }
}
