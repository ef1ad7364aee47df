using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Boards;

/// <summary>Reads of boards. Each viewer sees of a board only the artifacts that they may see anyway.</summary>
public sealed class BoardReader(IDbContextFactory<StudioDb> databases)
{
    public const int MostAtOnce = 200;

    private const int CoverFaces = 4;

    /// <summary>Every board that the viewer may see, parents before what lies in them, by name.</summary>
    public async Task<IReadOnlyList<BoardLine>> LinesAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await LinesAsync(db, viewer, cancel);
    }

    /// <summary>Newest first.</summary>
    /// <param name="parentId">Only what lies in this board.</param>
    /// <param name="after">The last id of the piece before, or null for the first piece.</param>
    public async Task<Page<BoardCard>> ListAsync(Viewer viewer, Guid? parentId, bool trashed, Guid? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, MostAtOnce);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var boards = db.Boards.AsNoTracking().VisibleTo(viewer).Where(b => (b.TrashedAt != null) == trashed);
        boards = parentId is { } parent ? boards.Where(b => b.ParentId == parent && db.Boards.VisibleTo(viewer).Any(p => p.Id == parent)) : boards;
        boards = after is { } last ? boards.Where(b => b.Id.CompareTo(last) < 0) : boards;
        var found = await boards.OrderByDescending(b => b.Id).Take(take + 1).ToListAsync(cancel);
        var cards = await CardsAsync(db, viewer, [.. found.Take(take)], cancel);
        return new Page<BoardCard>(cards, found.Count > take ? found[take - 1].Id.ToString() : null);
    }

    /// <summary>The boards at the top: those in no board, or in one that the viewer may not see. By name.</summary>
    public async Task<IReadOnlyList<BoardCard>> TopAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        List<Guid> top = [.. (await LinesAsync(db, viewer, cancel)).Where(l => l.Depth == 1).Select(l => l.Id)];
        var boards = new List<Board>();
        foreach (var piece in top.Chunk(500))
        {
            boards.AddRange(await db.Boards.AsNoTracking().Where(b => piece.Contains(b.Id)).ToListAsync(cancel));
        }

        return await CardsAsync(db, viewer, [.. boards.OrderBy(b => top.IndexOf(b.Id))], cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<BoardView> GetAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var board = await db.Boards.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(b => b.Id == id, cancel) ?? throw RefusedException.NotFound();
        var lines = await LinesAsync(db, viewer, cancel);
        var tree = new BoardTree(lines.Select(l => (l.Id, l.ParentId)));
        var inside = await db.Boards.AsNoTracking().VisibleTo(viewer).NotTrashed().Where(b => b.ParentId == id).OrderBy(b => b.Name).ToListAsync(cancel);
        var card = (await CardsAsync(db, viewer, [board], cancel))[0];
        return new BoardView(
            card,
            [.. tree.PathTo(board.ParentId).Select(p => lines.Single(l => l.Id == p))],
            await CardsAsync(db, viewer, inside, cancel));
    }

    /// <summary>The ids of what lies on a board, in its order; with them a grid knows its length.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Viewer viewer, Guid id, BoardOrder order, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var items = Shown(db, viewer, id);
        items = order == BoardOrder.Hand
            ? items.OrderBy(i => i.Place).ThenByDescending(i => i.ArtifactId)
            : items.OrderByDescending(i => i.ArtifactId);
        return await items.Select(i => i.ArtifactId).ToListAsync(cancel);
    }

    /// <summary>The boards, of those that the viewer may see, on which an artifact lies.</summary>
    public async Task<IReadOnlyList<BoardLine>> OfAsync(Viewer viewer, Guid artifactId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var on = await db.BoardItems.Where(i => i.ArtifactId == artifactId).Select(i => i.BoardId).ToListAsync(cancel);
        return [.. (await LinesAsync(db, viewer, cancel)).Where(l => on.Contains(l.Id))];
    }

    // Asked of each item by itself: a join is walked from the side of the artifacts, which are many more.
    private static IQueryable<BoardItem> Shown(StudioDb db, Viewer viewer, params Guid[] boards)
    {
        var seen = db.Artifacts.VisibleTo(viewer).NotTrashed();
        return db.BoardItems.AsNoTracking().Where(i => boards.Contains(i.BoardId) && seen.Any(a => a.Id == i.ArtifactId));
    }

    private static async Task<IReadOnlyList<BoardLine>> LinesAsync(StudioDb db, Viewer viewer, CancellationToken cancel)
    {
        var all = await db.Boards.AsNoTracking().VisibleTo(viewer).NotTrashed().ToDictionaryAsync(b => b.Id, cancel);
        var tree = new BoardTree(all.Values.Select(b => (b.Id, b.ParentId)));
        return
        [
            .. all.Values
                .Select(b => (Board: b, Names: tree.PathTo(b.Id).Select(p => all[p].Name).ToList()))
                .OrderBy(b => string.Join('\u0001', b.Names), StringComparer.OrdinalIgnoreCase)
                .Select(b => new BoardLine(
                    b.Board.Id, b.Board.Name, b.Board.ParentId is { } parent && all.ContainsKey(parent) ? parent : null, b.Names.Count, string.Join(" / ", b.Names), b.Board.Visibility, MayChange(viewer, b.Board))),
        ];
    }

    private static bool MayChange(Viewer viewer, Board board) => viewer.IsAdmin || (viewer.CanCreate && board.OwnerId == viewer.PersonId);

    // A few questions for many boards at once: a page of boards is as quick as one.
    private static async Task<IReadOnlyList<BoardCard>> CardsAsync(StudioDb db, Viewer viewer, IReadOnlyList<Board> boards, CancellationToken cancel)
    {
        var cards = new List<BoardCard>(boards.Count);
        foreach (var piece in boards.Chunk(MostAtOnce))
        {
            Guid[] ids = [.. piece.Select(b => b.Id)];
            Guid[] owners = [.. piece.Select(b => b.OwnerId).Distinct()];
            var names = await db.Users.Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
            var counts = await Shown(db, viewer, ids).GroupBy(i => i.BoardId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            var inside = await db.Boards.VisibleTo(viewer).NotTrashed().Where(b => b.ParentId != null && ids.Contains(b.ParentId.Value))
                .GroupBy(b => b.ParentId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            Guid[] around = [.. piece.Select(b => b.ParentId).OfType<Guid>().Distinct()];
            var parents = await db.Boards.VisibleTo(viewer).Where(b => around.Contains(b.Id)).Select(b => (Guid?)b.Id).ToListAsync(cancel);
            var covers = await CoversAsync(db, viewer, ids, cancel);
            cards.AddRange(piece.Select(board => new BoardCard(
                board.Id,
                board.Name,
                parents.Contains(board.ParentId) ? board.ParentId : null,
                board.OwnerId,
                names.GetValueOrDefault(board.OwnerId, ""),
                board.Visibility,
                board.Order,
                counts.GetValueOrDefault(board.Id),
                inside.GetValueOrDefault(board.Id),
                [.. covers[board.Id]],
                board.CreatedAt,
                board.TrashedAt,
                MayChange(viewer, board))));
        }

        return cards;
    }

    private static async Task<ILookup<Guid, CoverFace>> CoversAsync(StudioDb db, Viewer viewer, Guid[] boards, CancellationToken cancel)
    {
        var shown = Shown(db, viewer, boards);
        var newest = await db.Boards.Where(b => boards.Contains(b.Id))
            .SelectMany(b => shown.Where(i => i.BoardId == b.Id).OrderByDescending(i => i.ArtifactId).Take(CoverFaces))
            .Select(i => new { i.BoardId, i.ArtifactId })
            .ToListAsync(cancel);
        Guid[] ids = [.. newest.Select(i => i.ArtifactId).Distinct()];
        var faces = await db.Artifacts.Where(a => ids.Contains(a.Id)).Select(a => new CoverFace(a.Id, a.Modality, a.Opening, a.Peaks)).ToDictionaryAsync(f => f.Id, cancel);
        return newest.OrderByDescending(i => i.ArtifactId).Where(i => faces.ContainsKey(i.ArtifactId)).ToLookup(i => i.BoardId, i => faces[i.ArtifactId]);
    }
}
