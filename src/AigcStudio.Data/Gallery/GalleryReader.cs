using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>Reads of artifacts, newest first. One that the viewer may not see is answered like one that is missing.</summary>
public sealed class GalleryReader(IDbContextFactory<StudioDb> databases)
{
    public const int MostAtOnce = 500;

    /// <param name="after">The last id of the piece before, or null for the first piece.</param>
    /// <param name="take">1 to <see cref="MostAtOnce"/>.</param>
    public async Task<Page<ArtifactTile>> ListAsync(Viewer viewer, GalleryFilter filter, Guid? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, MostAtOnce);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifacts = filter.Over(db, viewer);
        artifacts = after is { } last ? artifacts.Where(a => a.Id.CompareTo(last) < 0) : artifacts;
        var tiles = await TilesAsync(db, viewer, artifacts.OrderByDescending(a => a.Id).Take(take + 1), cancel);
        List<ArtifactTile> items = [.. tiles.OrderByDescending(t => t.Id).Take(take)];
        return new Page<ArtifactTile>(items, tiles.Count > take ? items[^1].Id.ToString() : null);
    }

    /// <summary>
    /// The ids of everything the filter shows, newest first: with them a grid knows its length, its days (an id carries its
    /// time) and what "all" means, at 16 bytes each.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Viewer viewer, GalleryFilter filter, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await filter.Over(db, viewer).OrderByDescending(a => a.Id).Select(a => a.Id).ToListAsync(cancel);
    }

    /// <summary>The tiles of some ids, in no order; those that went meanwhile are left out.</summary>
    public async Task<IReadOnlyList<ArtifactTile>> TilesAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await TilesAsync(db, viewer, db.Artifacts.AsNoTracking().VisibleTo(viewer).Where(a => ids.Contains(a.Id)), cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<ArtifactPassport> GetAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = db.Artifacts.AsNoTracking().VisibleTo(viewer).Where(a => a.Id == id);
        var tile = (await TilesAsync(db, viewer, found, cancel)).SingleOrDefault() ?? throw RefusedException.NotFound();
        return await (
            from a in found
            join run in db.Runs on a.RunId equals run.Id
            join generation in db.Generations on a.GenerationId equals generation.Id
            join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
            join dataset in db.Datasets on version.DatasetId equals dataset.Id
            select new ArtifactPassport(
                tile,
                a.Bytes,
                a.GenerationId,
                a.OwnerId,
                db.Users.Where(p => p.Id == a.OwnerId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
                a.Visibility,
                a.CheckpointId,
                db.Models.Where(m => m.Id == a.ModelId).Select(m => m.Name).FirstOrDefault(),
                run.Name,
                run.FamilyId,
                run.Preset,
                run.Seed,
                run.Settings,
                generation.Settings,
                dataset.Id,
                dataset.Name,
                version.Number,
                version.Id,
                dataset.RightsStatement,
                dataset.RightsConfirmedAt,
                a.TrashedAt,
                viewer.IsAdmin || a.OwnerId == viewer.PersonId)).SingleAsync(cancel);
    }

    /// <summary>The artifacts on both sides of one, under a filter; null at an end.</summary>
    public async Task<(Guid? Newer, Guid? Older)> NeighboursAsync(Viewer viewer, GalleryFilter filter, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var artifacts = filter.Over(db, viewer);
        var newer = await artifacts.Where(a => a.Id.CompareTo(id) > 0).OrderBy(a => a.Id).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancel);
        var older = await artifacts.Where(a => a.Id.CompareTo(id) < 0).OrderByDescending(a => a.Id).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancel);
        return (newer, older);
    }

    /// <summary>The blob of an artifact that the viewer may see, trashed or not.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<ContentHash> HashOfAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hash = await db.Artifacts.AsNoTracking().VisibleTo(viewer).Where(a => a.Id == id).Select(a => a.BlobHash).SingleOrDefaultAsync(cancel);
        return ContentHash.Parse(hash ?? throw RefusedException.NotFound());
    }

    private static async Task<List<ArtifactTile>> TilesAsync(StudioDb db, Viewer viewer, IQueryable<Artifact> artifacts, CancellationToken cancel) =>
        [.. (await Tiles(db, viewer, artifacts).ToListAsync(cancel))
            .Select(t => t.HiddenUntilRated ? t with { ReviewState = ReviewState.Open, Stars = 0, RatingCount = 0 } : t)];

    private static IQueryable<ArtifactTile> Tiles(StudioDb db, Viewer viewer, IQueryable<Artifact> artifacts)
    {
        var reviews = viewer.Role == Role.Reviewer;
        return artifacts.Select(a => new ArtifactTile(
            a.Id,
            a.Modality,
            a.Width,
            a.Height,
            a.Label,
            a.Seed,
            a.Index,
            a.RunId,
            a.ModelId,
            a.Step,
            a.ReviewState,
            a.Stars,
            a.RatingCount,
            db.Ratings.Where(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId).Select(r => r.Stars).FirstOrDefault(),
            a.OwnerId == viewer.PersonId,
            a.BlobHash,
            a.CreatedAt)
        {
            Opening = a.Opening,
            Length = a.Length,
            Peaks = a.Peaks,
            NearestItem = a.NearestItem,
            Closeness = a.Closeness,
            HiddenUntilRated = reviews
                && !db.Ratings.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId)
                && !db.Reviews.Any(r => r.ArtifactId == a.Id && r.PersonId == viewer.PersonId),
        });
    }
}
