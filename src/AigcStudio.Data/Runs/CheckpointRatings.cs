using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>What people's ratings say of a run's checkpoints, by the works that each drew, as a run's or as a model's.</summary>
public sealed class CheckpointRatings(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Ratings of works that the viewer may see and that are not in the trash.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<CheckpointLiking> OfAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!viewer.CanCreate || !await db.Runs.VisibleTo(viewer).AnyAsync(r => r.Id == runId, cancel))
        {
            throw RefusedException.NotFound();
        }

        var rated = await (
            from artifact in db.Artifacts.AsNoTracking().VisibleTo(viewer).NotTrashed()
            join checkpoint in db.Checkpoints on artifact.CheckpointId equals checkpoint.Id
            join rating in db.Ratings on artifact.Id equals rating.ArtifactId
            where artifact.RunId == runId
            select new RatedDraw(checkpoint.Id, checkpoint.Step, rating.Stars)).ToListAsync(cancel);
        return CheckpointLiking.Of(rated);
    }
}
