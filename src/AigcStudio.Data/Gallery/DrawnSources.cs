using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>By which draw artifacts were made, for whoever wants to draw on from them.</summary>
public sealed class DrawnSources(IDbContextFactory<StudioDb> databases)
{
    /// <summary>The sources of some ids, in no order; those of artifacts that the viewer may not see, or that are in the trash, are left out.</summary>
    public async Task<IReadOnlyList<DrawnSource>> OfAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var runs = db.Runs.VisibleTo(viewer).NotTrashed();
        var models = db.Models.VisibleTo(viewer).NotTrashed();
        return await (
            from artifact in db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed()
            join run in db.Runs on artifact.RunId equals run.Id
            join generation in db.Generations on artifact.GenerationId equals generation.Id
            where ids.Contains(artifact.Id)
            select new DrawnSource(
                artifact.Id,
                artifact.CheckpointId,
                run.FamilyId,
                generation.Settings,
                runs.Any(r => r.Id == artifact.RunId) || models.Any(m => m.CheckpointId == artifact.CheckpointId)
                    ? db.Checkpoints.Where(c => c.Id == artifact.CheckpointId).Select(c => c.BlobHash).FirstOrDefault()
                    : null)).ToListAsync(cancel);
    }
}

/// <param name="Settings">Of the draw, JSON.</param>
/// <param name="CheckpointHash">Null where the checkpoint is gone, and where the viewer may see neither its run nor a model of it.</param>
public sealed record DrawnSource(Guid ArtifactId, Guid CheckpointId, string FamilyId, string Settings, string? CheckpointHash);
