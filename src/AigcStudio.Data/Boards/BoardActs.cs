using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Boards;

/// <summary>What people do with boards themselves: make, name, show or hide, order, lay in another, into the trash and back.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class BoardActs(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    public const int LongestName = 120;

    /// <param name="parentId">The board it lies in; its owner owns the new one. Null for the top.</param>
    /// <param name="visibility">Null for its parent's; shared at the top.</param>
    /// <exception cref="BoardException"><c>boards.nameless</c>, <c>boards.nameTooLong(longest)</c>, <c>boards.tooDeep(deepest)</c>.</exception>
    public async Task<Guid> MakeAsync(Viewer viewer, string name, Guid? parentId, Visibility? visibility, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var parent = parentId is { } id ? await db.OneBoardToChangeAsync(id, viewer, cancel) : null;
        var now = clock.GetUtcNow();
        var board = new Board
        {
            Id = Guid.CreateVersion7(now),
            Name = Checked(name),
            OwnerId = parent?.OwnerId ?? viewer.PersonId,
            Visibility = visibility ?? parent?.Visibility ?? Visibility.Shared,
            ParentId = parent?.Id,
            CreatedAt = now,
        };
        if (parent is not null && (await TreeAsync(db, parent.OwnerId, cancel)).DepthOf(parent.Id) >= BoardTree.Deepest)
        {
            throw new BoardException("boards.tooDeep", BoardTree.Deepest);
        }

        db.Boards.Add(board);
        await db.SaveChangesAsync(cancel);
        return board.Id;
    }

    /// <exception cref="BoardException"><c>boards.nameless</c>, <c>boards.nameTooLong(longest)</c>.</exception>
    public Task RenameAsync(Viewer viewer, Guid id, string name, CancellationToken cancel) => ChangeAsync(viewer, id, b => b.Name = Checked(name), cancel);

    public Task ShowAsync(Viewer viewer, Guid id, Visibility visibility, CancellationToken cancel) => ChangeAsync(viewer, id, b => b.Visibility = visibility, cancel);

    public Task OrderAsync(Viewer viewer, Guid id, BoardOrder order, CancellationToken cancel) => ChangeAsync(viewer, id, b => b.Order = order, cancel);

    /// <param name="parentId">Null for the top.</param>
    /// <exception cref="BoardException"><c>boards.circle</c>, <c>boards.tooDeep(deepest)</c>, <c>boards.otherOwner</c>.</exception>
    public async Task MoveAsync(Viewer viewer, Guid id, Guid? parentId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var board = await db.OneBoardToChangeAsync(id, viewer, cancel);
        if (parentId is { } to && (await db.OneBoardToChangeAsync(to, viewer, cancel)).OwnerId != board.OwnerId)
        {
            throw new BoardException("boards.otherOwner");
        }

        (await TreeAsync(db, board.OwnerId, cancel)).CheckMove(id, parentId);
        board.ParentId = parentId;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The board and those in it; what lay on them stays in the gallery.</summary>
    public async Task TrashAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var board = await db.OneBoardToChangeAsync(id, viewer, cancel);
        var inside = (await TreeAsync(db, board.OwnerId, cancel)).Within(id);
        var now = clock.GetUtcNow();
        await db.Boards.Where(b => inside.Contains(b.Id) && b.TrashedAt == null).ExecuteUpdateAsync(s => s.SetProperty(b => b.TrashedAt, now), cancel);
    }

    /// <summary>Brings it back with those that went with it; to the top where its parent is in the trash itself.</summary>
    public async Task RestoreAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var board = await db.OneBoardToChangeAsync(id, viewer, cancel, trashed: true);
        if (board.TrashedAt is not { } at)
        {
            return;
        }

        var inside = (await TreeAsync(db, board.OwnerId, cancel)).Within(id);
        if (board.ParentId is { } parent && await db.Boards.AnyAsync(b => b.Id == parent && b.TrashedAt != null, cancel))
        {
            board.ParentId = null;
            await db.SaveChangesAsync(cancel);
        }

        await db.Boards.Where(b => inside.Contains(b.Id) && b.TrashedAt == at).ExecuteUpdateAsync(s => s.SetProperty(b => b.TrashedAt, (DateTimeOffset?)null), cancel);
    }

    private static string Checked(string name) => name.Trim() switch
    {
        "" => throw new BoardException("boards.nameless"),
        { Length: > LongestName } => throw new BoardException("boards.nameTooLong", LongestName),
        var kept => kept,
    };

    private static async Task<BoardTree> TreeAsync(StudioDb db, Guid owner, CancellationToken cancel) =>
        new((await db.Boards.Where(b => b.OwnerId == owner).Select(b => new { b.Id, b.ParentId }).ToListAsync(cancel)).Select(b => (b.Id, b.ParentId)));

    private async Task ChangeAsync(Viewer viewer, Guid id, Action<Board> change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        change(await db.OneBoardToChangeAsync(id, viewer, cancel));
        await db.SaveChangesAsync(cancel);
    }
}
