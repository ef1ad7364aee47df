using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Boards;

/// <summary>To which board what a person draws next goes; fixed when the draw is asked for.</summary>
public sealed class BoardTargets(IDbContextFactory<StudioDb> databases)
{
    /// <summary>The viewer's target; null where there is none, or where it went or may no longer be changed.</summary>
    public async Task<Guid?> OfAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await OfAsync(db, viewer, cancel);
    }

    /// <param name="boardId">Null for none.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    public async Task ChooseAsync(Viewer viewer, Guid? boardId, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (boardId is { } id)
        {
            await db.OneBoardToChangeAsync(id, viewer, cancel);
        }

        var target = await db.BoardTargets.SingleOrDefaultAsync(t => t.PersonId == viewer.PersonId, cancel);
        if (target is not null)
        {
            db.BoardTargets.Remove(target);
            await db.SaveChangesAsync(cancel);
        }

        if (boardId is { } chosen)
        {
            db.BoardTargets.Add(new BoardTarget { PersonId = viewer.PersonId, BoardId = chosen });
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Where a draw goes: the board that is asked for, or else the viewer's target.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>: the board asked for is not the viewer's to change.</exception>
    internal static async Task<Guid?> ForDrawAsync(StudioDb db, Viewer viewer, Guid? asked, CancellationToken cancel) =>
        asked is { } id ? (await db.OneBoardToChangeAsync(id, viewer, cancel)).Id : await OfAsync(db, viewer, cancel);

    private static Task<Guid?> OfAsync(StudioDb db, Viewer viewer, CancellationToken cancel) => (
        from t in db.BoardTargets
        join b in db.Boards.ChangeableBy(viewer).NotTrashed() on t.BoardId equals b.Id
        where t.PersonId == viewer.PersonId
        select (Guid?)b.Id).SingleOrDefaultAsync(cancel);
}
