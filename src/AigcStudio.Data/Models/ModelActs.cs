using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>What people do with models: publish one from a checkpoint, rename, show or hide, into the trash and back.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class ModelActs(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    /// <summary>Publishes a checkpoint as a model that people draw from. The same checkpoint is published once.</summary>
    /// <param name="checkpointId">Null for the run's newest.</param>
    /// <param name="name">Null for the run's name.</param>
    /// <exception cref="RunException"><c>runs.noCheckpoint</c>.</exception>
    public async Task<Guid> PublishAsync(Viewer viewer, Guid runId, Guid? checkpointId, string? name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var run = await db.Runs.VisibleTo(viewer).NotTrashed().OneToChangeAsync(runId, viewer, cancel);
        var checkpoint = await db.Checkpoints
            .Where(c => c.RunId == runId && (checkpointId == null || c.Id == checkpointId))
            .OrderByDescending(c => c.Step)
            .FirstOrDefaultAsync(cancel) ?? throw new RunException("runs.noCheckpoint");
        var published = await db.Models.NotTrashed().Where(m => m.CheckpointId == checkpoint.Id).FirstOrDefaultAsync(cancel);
        if (published is not null)
        {
            return published.Id;
        }

        var now = clock.GetUtcNow();
        var model = new Model
        {
            Id = Guid.CreateVersion7(now),
            Name = string.IsNullOrWhiteSpace(name) ? run.Name : Names.Checked(name),
            OwnerId = run.OwnerId,
            Visibility = run.Visibility,
            RunId = run.Id,
            CheckpointId = checkpoint.Id,
            PublishedAt = now,
        };
        db.Models.Add(model);
        await db.SaveChangesAsync(cancel);
        return model.Id;
    }

    /// <exception cref="RunException"><c>runs.nameless</c>.</exception>
    public Task RenameAsync(Viewer viewer, Guid modelId, string name, CancellationToken cancel) =>
        ChangeAsync(viewer, modelId, m => m.Name = Names.Checked(name), cancel);

    public Task ShowAsync(Viewer viewer, Guid modelId, Visibility visibility, CancellationToken cancel) =>
        ChangeAsync(viewer, modelId, m => m.Visibility = visibility, cancel);

    /// <exception cref="RunException"><c>models.inUse(artifacts)</c>.</exception>
    public async Task TrashAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var model = await db.Models.VisibleTo(viewer).OneToChangeAsync(modelId, viewer, cancel);
        var artifacts = await db.Artifacts.NotTrashed().CountAsync(a => a.ModelId == modelId, cancel);
        if (artifacts > 0)
        {
            throw new RunException("models.inUse", artifacts);
        }

        model.TrashedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
    }

    public Task RestoreAsync(Viewer viewer, Guid modelId, CancellationToken cancel) =>
        ChangeAsync(viewer, modelId, m => m.TrashedAt = null, cancel);

    private async Task ChangeAsync(Viewer viewer, Guid modelId, Action<Model> change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        change(await db.Models.VisibleTo(viewer).OneToChangeAsync(modelId, viewer, cancel));
        await db.SaveChangesAsync(cancel);
    }
}
