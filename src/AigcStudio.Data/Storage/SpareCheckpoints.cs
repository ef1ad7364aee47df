using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>Checkpoints of ended runs that nothing needs: not the last, from which a run is taken up again, not the best, not behind anything made of them.</summary>
internal sealed class SpareCheckpoints(IDbContextFactory<StudioDb> databases) : ICleanSource
{
    public CleanPart Part => CleanPart.Checkpoints;

    public async Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var spare = await Spare(db)
            .Select(c => new { c.Id, c.RunId, c.BlobHash, Run = db.Runs.Where(r => r.Id == c.RunId).Select(r => r.Name).First() })
            .ToListAsync(cancel);
        foreach (var run in spare.GroupBy(c => (c.RunId, c.Run)).OrderBy(g => g.Key.RunId))
        {
            List<Guid> ids = [.. run.Select(c => c.Id)];
            finds.Doomed.Add(new Doomed(
                new CleanLine(Part, "checkpoints", run.Key.Run, ids.Count, 0), [.. run.Select(c => new BlobUse(c.Id, 0, c.BlobHash))], c => RemoveAsync(ids, c)));
        }
    }

    private static IQueryable<Checkpoint> Spare(StudioDb db) => db.Checkpoints.Where(c =>
        db.Runs.Any(r => r.Id == c.RunId && RunFollower.Over.Contains(r.State))
        && c.Reason != CheckpointReason.Finished
        && db.Checkpoints.Any(later => later.RunId == c.RunId && later.Step > c.Step)
        && (c.Reason != CheckpointReason.Best || db.Checkpoints.Any(b => b.RunId == c.RunId && b.Reason == CheckpointReason.Best && b.Step > c.Step))
        && !db.Models.Any(m => m.CheckpointId == c.Id)
        && !db.Generations.Any(g => g.CheckpointId == c.Id)
        && !db.Artifacts.Any(a => a.CheckpointId == c.Id));

    private async Task<bool> RemoveAsync(List<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Spare(db).Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(cancel) > 0;
    }
}
