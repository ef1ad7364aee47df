using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Boards;

/// <summary>Lays artifacts on boards, takes them off, and moves them about by hand.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>: nothing was done at all.</exception>
public sealed class BoardLaying(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Artifacts that can be moved to another place in one go.</summary>
    public const int MostToMove = 1000;

    private const int PerStatement = 500;

    // Halving a gap of one forty times is as fine as places get before they are numbered anew.
    private const double SmallestGap = 1e-9;

    /// <summary>Lays artifacts in front of what lies there, in the order given.</summary>
    /// <returns>Those that did not lie there before.</returns>
    public async Task<IReadOnlyList<Guid>> PutAsync(Viewer viewer, Guid boardId, IReadOnlyList<Guid> artifactIds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.OneBoardToChangeAsync(boardId, viewer, cancel);
        var fresh = new List<Guid>();
        foreach (var piece in artifactIds.Distinct().Chunk(PerStatement))
        {
            if (await db.Artifacts.VisibleTo(viewer).CountAsync(a => piece.Contains(a.Id), cancel) < piece.Length)
            {
                throw RefusedException.NotFound();
            }

            var there = await db.BoardItems.Where(i => i.BoardId == boardId && piece.Contains(i.ArtifactId)).Select(i => i.ArtifactId).ToListAsync(cancel);
            fresh.AddRange(piece.Except(there));
        }

        await AddAsync(db, boardId, fresh, cancel);
        await transaction.CommitAsync(cancel);
        return fresh;
    }

    /// <returns>What lay there, with its places, for <see cref="PutBackAsync"/>.</returns>
    public async Task<IReadOnlyList<BoardItem>> TakeOffAsync(Viewer viewer, Guid boardId, IReadOnlyList<Guid> artifactIds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.OneBoardToChangeAsync(boardId, viewer, cancel);
        var taken = new List<BoardItem>();
        foreach (var piece in artifactIds.Distinct().Chunk(PerStatement))
        {
            var items = db.BoardItems.Where(i => i.BoardId == boardId && piece.Contains(i.ArtifactId));
            taken.AddRange(await items.AsNoTracking().ToListAsync(cancel));
            await items.ExecuteDeleteAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return taken;
    }

    /// <summary>Undoes <see cref="TakeOffAsync"/>; what was deleted or put back meanwhile is left out.</summary>
    public async Task PutBackAsync(Viewer viewer, Guid boardId, IReadOnlyList<BoardItem> items, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.OneBoardToChangeAsync(boardId, viewer, cancel);
        foreach (var piece in items.Chunk(PerStatement))
        {
            Guid[] ids = [.. piece.Select(i => i.ArtifactId)];
            var missing = await db.Artifacts.VisibleTo(viewer)
                .Where(a => ids.Contains(a.Id) && !db.BoardItems.Any(i => i.BoardId == boardId && i.ArtifactId == a.Id))
                .Select(a => a.Id).ToHashSetAsync(cancel);
            db.BoardItems.AddRange(piece.Where(i => missing.Contains(i.ArtifactId))
                .Select(i => new BoardItem { BoardId = boardId, ArtifactId = i.ArtifactId, Place = i.Place }));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Moves artifacts, in the order given, in front of another that lies there.</summary>
    /// <param name="before">Null for the end.</param>
    /// <exception cref="BoardException"><c>boards.moveTooMany(most)</c>.</exception>
    public async Task MoveAsync(Viewer viewer, Guid boardId, IReadOnlyList<Guid> artifactIds, Guid? before, CancellationToken cancel)
    {
        if (artifactIds.Count > MostToMove)
        {
            throw new BoardException("boards.moveTooMany", MostToMove);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.OneBoardToChangeAsync(boardId, viewer, cancel);
        var items = await db.BoardItems.AsNoTracking().Where(i => i.BoardId == boardId)
            .OrderBy(i => i.Place).ThenByDescending(i => i.ArtifactId).ToListAsync(cancel);
        List<BoardItem> moved = [.. artifactIds.Distinct().Select(id => items.Find(i => i.ArtifactId == id) ?? throw RefusedException.NotFound())];
        List<BoardItem> rest = [.. items.Except(moved)];
        var at = before is { } id ? rest.FindIndex(i => i.ArtifactId == id) : rest.Count;
        at = at >= 0 ? at : throw RefusedException.NotFound();
        var low = at > 0 ? rest[at - 1].Place : (rest.Count > 0 ? rest[0].Place : 0) - moved.Count - 1;
        var high = at < rest.Count ? rest[at].Place : low + moved.Count + 1;
        var gap = (high - low) / (moved.Count + 1);
        if (gap >= SmallestGap)
        {
            await PlaceAsync(db, moved.Select((item, i) => (item, low + (gap * (i + 1)))), cancel);
        }
        else
        {
            rest.InsertRange(at, moved);
            await PlaceAsync(db, rest.Select((item, i) => (item, (double)i)), cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Adds rows in front; the caller has checked the right to, and that none of them lies there.</summary>
    internal static async Task AddAsync(StudioDb db, Guid boardId, IReadOnlyList<Guid> artifactIds, CancellationToken cancel)
    {
        var first = await db.BoardItems.Where(i => i.BoardId == boardId).MinAsync(i => (double?)i.Place, cancel) ?? 0;
        foreach (var piece in artifactIds.Index().Chunk(PerStatement))
        {
            db.BoardItems.AddRange(piece.Select(p => new BoardItem { BoardId = boardId, ArtifactId = p.Item, Place = first - artifactIds.Count + p.Index }));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static async Task PlaceAsync(StudioDb db, IEnumerable<(BoardItem Item, double Place)> places, CancellationToken cancel)
    {
        foreach (var (item, place) in places)
        {
            item.Place = place;
            db.Update(item);
        }

        await db.SaveChangesAsync(cancel);
    }
}
