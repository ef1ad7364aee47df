using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Reviews;

/// <summary>What somebody sees of an artifact before they have rated it: nothing of its maker, nothing of what others said.</summary>
/// <param name="Length">Texts: characters. Sounds: milliseconds.</param>
/// <param name="NearCopy">As near to a training item as a copy is.</param>
public sealed record BlindTile(
    Guid Id, Modality Modality, int Width, int Height, string? Label, string? Opening, int Length, byte[]? Peaks, bool NearCopy);

/// <summary>How much awaits a person.</summary>
/// <param name="Waiting">Under the filter.</param>
/// <param name="Done">Rated or judged by the viewer, under the filter.</param>
/// <param name="Kinds">Waiting of each kind, whatever kind the filter names.</param>
/// <param name="Models">Waiting of each model, newest first.</param>
/// <param name="Runs">Waiting of each run, newest first.</param>
public sealed record QueueCounts(
    int Waiting, int Done, IReadOnlyDictionary<Modality, int> Kinds, IReadOnlyList<Facet> Models, IReadOnlyList<Facet> Runs)
{
    public static QueueCounts None { get; } = new(0, 0, new Dictionary<Modality, int>(), [], []);
}

/// <summary>What awaits a person: artifacts that they may see and have neither rated nor judged.</summary>
public sealed class ReviewQueue(IDbContextFactory<StudioDb> databases, ReviewRequests requests)
{
    /// <summary>Longest queue that is read at once.</summary>
    public const int Most = 1000;

    private const int MostFacets = 100;

    /// <summary>Ids in the order in which they come: what the viewer was asked for, soonest due first, then all else.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Viewer viewer, ReviewFilter filter, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, Most);
        var asked = await requests.AwaitingAsync(viewer, filter, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = Waiting(db, viewer, filter);
        var first = filter.Order == ReviewOrder.Disagreements ? await DisputedAsync(db, waiting, take, cancel) : [];
        var newest = await waiting.OrderByDescending(a => a.Id).Take(take).Select(a => a.Id).ToListAsync(cancel);
        return [.. asked.Concat(first).Concat(newest).Distinct().Take(take)];
    }

    /// <summary>The same piece by piece; disagreements, whose order every rating changes, come as one piece.</summary>
    /// <param name="after"><see cref="Page{T}.Next"/> of the piece before; null for the first.</param>
    /// <exception cref="ReviewException"><c>reviews.queue.after</c>: no piece of such a queue ended there.</exception>
    public async Task<Page<Guid>> PieceAsync(Viewer viewer, ReviewFilter filter, string? after, int take, CancellationToken cancel)
    {
        if (filter.Order == ReviewOrder.Disagreements)
        {
            return after is null ? new(await IdsAsync(viewer, filter, take, cancel), null) : throw new ReviewException("reviews.queue.after");
        }

        take = Math.Clamp(take, 1, Most);
        var place = after is null ? null : QueuePlace.Parse(after) ?? throw new ReviewException("reviews.queue.after");
        var asked = await requests.AwaitingAsync(viewer, filter, cancel);

        // Whatever stood before a place that was worked off meanwhile comes once more rather than never.
        List<Guid> first = place is { Asked: false } ? [] : [.. asked];
        first.RemoveRange(0, place is null ? 0 : first.IndexOf(place.Id) + 1);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = Waiting(db, viewer, filter).Where(a => !asked.Contains(a.Id));
        waiting = place is { Asked: false } ? waiting.Where(a => a.Id.CompareTo(place.Id) < 0) : waiting;
        var newest = await waiting.OrderByDescending(a => a.Id).Take(take + 1).Select(a => a.Id).ToListAsync(cancel);
        List<QueuePlace> all = [.. first.Select(id => new QueuePlace(true, id)), .. newest.Select(id => new QueuePlace(false, id))];
        return new([.. all.Take(take).Select(p => p.Id)], all.Count > take ? all[take - 1].ToString() : null);
    }

    /// <summary>The tiles of some ids, in their order; those that went meanwhile are left out.</summary>
    public async Task<IReadOnlyList<BlindTile>> TilesAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed().Where(a => ids.Contains(a.Id))
            .Select(a => new BlindTile(
                a.Id, a.Modality, a.Width, a.Height, a.Label, a.Opening, a.Length, a.Peaks, a.Closeness < Core.Evaluation.Nearness.CopyRatio))
            .ToDictionaryAsync(t => t.Id, cancel);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Of some ids those that the viewer has rated or judged: what others said of these is no longer hidden from them.</summary>
    public async Task<IReadOnlySet<Guid>> DoneAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Done(db, viewer, db.Artifacts.VisibleTo(viewer).Where(a => ids.Contains(a.Id))).Select(a => a.Id).ToHashSetAsync(cancel);
    }

    /// <summary>Whether what others said of an artifact is still hidden from the viewer: they only review, and have neither rated nor judged it.</summary>
    public async Task<bool> IsBlindAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await HidesAsync(db, viewer, artifactId, cancel);
    }

    internal static async Task<bool> HidesAsync(StudioDb db, Viewer viewer, Guid artifactId, CancellationToken cancel) =>
        viewer.Role == Role.Reviewer && !await Done(db, viewer, db.Artifacts.Where(a => a.Id == artifactId)).AnyAsync(cancel);

    /// <param name="all">Kinds, models and runs are counted over everything, not only over what awaits.</param>
    public async Task<QueueCounts> CountAsync(Viewer viewer, ReviewFilter filter, bool all, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kinds = await Of(filter with { Modality = null })
            .GroupBy(a => a.Modality).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var models = await Of(filter with { ModelId = null }).Where(a => a.ModelId != null)
            .GroupBy(a => a.ModelId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var runs = await Of(filter with { RunId = null })
            .GroupBy(a => a.RunId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var modelNames = await db.Models.VisibleTo(viewer).NotTrashed().OrderByDescending(m => m.Id).Take(MostFacets)
            .Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        var runNames = await db.Runs.VisibleTo(viewer).NotTrashed().OrderByDescending(r => r.Id).Take(MostFacets)
            .Select(r => new { r.Id, r.Name }).ToListAsync(cancel);
        return new QueueCounts(
            await Waiting(db, viewer, filter).CountAsync(cancel),
            await Done(db, viewer, filter.Over(db, viewer)).CountAsync(cancel),
            kinds,
            [.. modelNames.Where(m => models.ContainsKey(m.Id) || m.Id == filter.ModelId).Select(m => new Facet(m.Id, m.Name, models.GetValueOrDefault(m.Id)))],
            [.. runNames.Where(r => runs.ContainsKey(r.Id) || r.Id == filter.RunId).Select(r => new Facet(r.Id, r.Name, runs.GetValueOrDefault(r.Id)))]);

        IQueryable<Artifact> Of(ReviewFilter one) => all ? one.Over(db, viewer) : Waiting(db, viewer, one);
    }

    internal static IQueryable<Artifact> Waiting(StudioDb db, Viewer viewer, ReviewFilter filter) =>
        filter.Over(db, viewer).Where(a =>
            !db.Ratings.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId)
            && !db.Reviews.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId));

    private static IQueryable<Artifact> Done(StudioDb db, Viewer viewer, IQueryable<Artifact> artifacts) =>
        artifacts.Where(a =>
            db.Ratings.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId)
            || db.Reviews.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId));

    // Stars that lie apart, and what one approved and another rejected: the whole width of the stars.
    private static async Task<IReadOnlyList<Guid>> DisputedAsync(StudioDb db, IQueryable<Artifact> waiting, int take, CancellationToken cancel)
    {
        var disputed = await waiting
            .Select(a => new
            {
                a.Id,
                Width = (db.Ratings.Where(r => r.ArtifactId == a.Id).Max(r => (int?)r.Stars) ?? 0)
                    - (db.Ratings.Where(r => r.ArtifactId == a.Id).Min(r => (int?)r.Stars) ?? 0),
                Split = db.Reviews.Any(r => r.ArtifactId == a.Id && r.State == ReviewState.Approved)
                    && db.Reviews.Any(r => r.ArtifactId == a.Id && r.State == ReviewState.Rejected),
            })
            .Where(a => a.Width > 0 || a.Split)
            .OrderByDescending(a => a.Width + (a.Split ? 4 : 0)).ThenByDescending(a => a.Id)
            .Take(take)
            .ToListAsync(cancel);
        return [.. disputed.Select(a => a.Id)];
    }
}
