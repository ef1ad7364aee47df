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
        boards = parentId is { } parent ? boards.Where(b => b.ParentId == parent) : boards;
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
    private static IQueryable<BoardItem> Shown(StudioDb db, Viewer viewer, Guid board)
    {
        var seen = db.Artifacts.VisibleTo(viewer).NotTrashed();
        return db.BoardItems.AsNoTracking().Where(i => i.BoardId == board && seen.Any(a => a.Id == i.ArtifactId));
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
                    b.Board.Id, b.Board.Name, b.Board.ParentId, b.Names.Count, string.Join(" / ", b.Names), b.Board.Visibility, MayChange(viewer, b.Board))),
        ];
    }

    private static bool MayChange(Viewer viewer, Board board) => viewer.IsAdmin || (viewer.CanCreate && board.OwnerId == viewer.PersonId);

    private static async Task<IReadOnlyList<BoardCard>> CardsAsync(StudioDb db, Viewer viewer, IReadOnlyList<Board> boards, CancellationToken cancel)
    {
        var cards = new List<BoardCard>(boards.Count);
        foreach (var board in boards)
        {
            var shown = Shown(db, viewer, board.Id);
            var cover = await (
                from i in shown
                join a in db.Artifacts on i.ArtifactId equals a.Id
                orderby i.ArtifactId descending
                select new CoverFace(a.Id, a.Modality, a.Opening, a.Peaks)).Take(CoverFaces).ToListAsync(cancel);
            cards.Add(new BoardCard(
                board.Id,
                board.Name,
                board.ParentId,
                board.OwnerId,
                await db.Users.Where(p => p.Id == board.OwnerId).Select(p => p.DisplayName).FirstOrDefaultAsync(cancel) ?? "",
                board.Visibility,
                board.Order,
                await shown.CountAsync(cancel),
                await db.Boards.VisibleTo(viewer).NotTrashed().CountAsync(b => b.ParentId == board.Id, cancel),
                cover,
                board.CreatedAt,
                board.TrashedAt,
                MayChange(viewer, board)));
        }

        return cards;
    }
}
