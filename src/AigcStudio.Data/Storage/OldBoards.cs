using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Boards that have been in the trash for long enough. What lay on one stays in the gallery; a board in it that stays moves to where the one
/// that goes lay.
/// </summary>
internal sealed class OldBoards(IDbContextFactory<StudioDb> databases, TimeProvider clock) : ICleanSource
{
    public CleanPart Part => CleanPart.Trash;

    public async Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        var cut = clock.GetUtcNow().AddDays(-ask.TrashDays);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var boards = await db.Boards.Where(b => b.TrashedAt <= cut).OrderBy(b => b.Id).Select(b => new { b.Id, b.Name }).ToListAsync(cancel);
        finds.Doomed.AddRange(boards.Select(b => new Doomed(new CleanLine(Part, "board", b.Name, 1, 0), [], c => RemoveAsync(b.Id, cut, c))));
    }

    private async Task<bool> RemoveAsync(Guid id, DateTimeOffset cut, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var board = await db.Boards.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.TrashedAt <= cut, cancel);
        if (board is null)
        {
            return false;
        }

        await db.Boards.Where(b => b.ParentId == id).ExecuteUpdateAsync(row => row.SetProperty(b => b.ParentId, board.ParentId), cancel);
        await db.Boards.Where(b => b.Id == id).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
