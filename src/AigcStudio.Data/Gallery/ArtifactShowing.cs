using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>Who sees artifacts: the workspace, or their owner and the administrators alone.</summary>
public sealed class ArtifactShowing(IDbContextFactory<StudioDb> databases)
{
    private const int PerStatement = 500;

    /// <returns>Those whose visibility changed.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>: nothing changed at all.</exception>
    public async Task<IReadOnlyList<Guid>> ShowAsync(Viewer viewer, IReadOnlyList<Guid> ids, Visibility visibility, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changed = new List<Guid>();
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

            var others = mine.Where(a => a.Visibility != visibility);
            changed.AddRange(await others.Select(a => a.Id).ToListAsync(cancel));
            await others.ExecuteUpdateAsync(s => s.SetProperty(a => a.Visibility, visibility), cancel);
        }

        await transaction.CommitAsync(cancel);
        return changed;
    }
}
