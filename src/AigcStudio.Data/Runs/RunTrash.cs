using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Runs into the trash and back.</summary>
public sealed class RunTrash(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <exception cref="RunException">
    /// <c>runs.busy</c>; <c>runs.inUse(models, artifacts)</c>: names of the models and how many artifacts were made with it.
    /// </exception>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    public async Task TrashAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Runs.VisibleTo(viewer).OneToChangeAsync(runId, viewer, cancel);
        if (!RunFollower.Over.Contains(run.State))
        {
            throw new RunException("runs.busy");
        }

        var models = await db.Models.NotTrashed().Where(m => m.RunId == runId).OrderBy(m => m.Id).Select(m => m.Name).ToListAsync(cancel);
        var artifacts = await db.Artifacts.NotTrashed().CountAsync(a => a.RunId == runId, cancel);
        if (models.Count > 0 || artifacts > 0)
        {
            throw new RunException("runs.inUse", models.Count > 0 ? string.Join(", ", models) : "–", artifacts);
        }

        run.TrashedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    public async Task RestoreAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Runs.VisibleTo(viewer).OneToChangeAsync(runId, viewer, cancel);
        run.TrashedAt = null;
        await db.SaveChangesAsync(cancel);
    }
}
