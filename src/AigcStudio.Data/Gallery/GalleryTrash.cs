using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>Artifacts into the trash, back, and away for good.</summary>
public sealed class GalleryTrash(IDbContextFactory<StudioDb> databases, BlobStore blobs, ArtifactCaches caches, GalleryGate gate, TimeProvider clock)
{
    private const int PerStatement = 500;

    /// <returns>How many went; those already there are not counted.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>: nothing went at all.</exception>
    public Task<int> TrashAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        MoveAsync(viewer, ids, clock.GetUtcNow(), cancel);

    /// <returns>How many came back.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>: nothing came back at all.</exception>
    public Task<int> RestoreAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel) => MoveAsync(viewer, ids, null, cancel);

    /// <summary>Deletes what the viewer may change of the trash: rows, ratings, reviews, and bytes that nothing else uses.</summary>
    /// <returns>How many are gone.</returns>
    public async Task<int> EmptyAsync(Viewer viewer, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var gone = 0;
        while (true)
        {
            var piece = await db.Artifacts.ChangeableBy(viewer).Where(a => a.TrashedAt != null).OrderBy(a => a.Id).Take(PerStatement)
                .Select(a => new { a.Id, a.BlobHash }).ToListAsync(cancel);
            if (piece.Count == 0)
            {
                return gone;
            }

            await DeleteAsync(db, [.. piece.Select(p => p.Id)], cancel);
            piece.ForEach(p => caches.Forget(p.Id));
            foreach (var hash in piece.Select(p => p.BlobHash).Distinct())
            {
                await ForgetAsync(db, hash, cancel);
            }

            gone += piece.Count;
        }
    }

    private static async Task DeleteAsync(StudioDb db, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Ratings.Where(r => ids.Contains(r.ArtifactId)).ExecuteDeleteAsync(cancel);
        await db.Reviews.Where(r => ids.Contains(r.ArtifactId)).ExecuteDeleteAsync(cancel);
        await db.BoardItems.Where(i => ids.Contains(i.ArtifactId)).ExecuteDeleteAsync(cancel);
        await db.Artifacts.Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task ForgetAsync(StudioDb db, string hash, CancellationToken cancel)
    {
        if (!await BlobReferences.AnyAsync(db, hash, cancel))
        {
            blobs.Delete(ContentHash.Parse(hash));
            caches.Forget(ContentHash.Parse(hash));
        }
    }

    private async Task<int> MoveAsync(Viewer viewer, IReadOnlyList<Guid> ids, DateTimeOffset? to, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var moved = 0;
        foreach (var piece in ids.Distinct().Chunk(PerStatement))
        {
            var visible = db.Artifacts.VisibleTo(viewer).Where(a => piece.Contains(a.Id));
            if (await visible.CountAsync(cancel) < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            var mine = visible.ChangeableBy(viewer);
            if (await mine.CountAsync(cancel) < piece.Length)
            {
                throw RefusedException.NotAllowed();
            }

            moved += await mine.Where(a => (a.TrashedAt == null) == (to != null)).ExecuteUpdateAsync(s => s.SetProperty(a => a.TrashedAt, to), cancel);
        }

        await transaction.CommitAsync(cancel);
        return moved;
    }
}
