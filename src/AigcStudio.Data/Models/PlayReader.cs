using System.Text.Json;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>What playing with a model needs of it, in one read: it is asked for with every frame.</summary>
public sealed class PlayReader(IDbContextFactory<StudioDb> databases)
{
    /// <exception cref="RefusedException"><c>refused.notFound</c>: also of one in the trash.</exception>
    public async Task<PlayModel> GetAsync(Viewer viewer, Guid modelId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await (
            from model in db.Models.AsNoTracking().VisibleTo(viewer).NotTrashed()
            join run in db.Runs on model.RunId equals run.Id
            join checkpoint in db.Checkpoints on model.CheckpointId equals checkpoint.Id
            join version in db.DatasetVersions on run.DatasetVersionId equals version.Id
            where model.Id == modelId
            select new { model.Id, model.Name, run.FamilyId, run.Form, checkpoint.BlobHash, VersionId = version.Id, version.DatasetId }).SingleOrDefaultAsync(cancel)
            ?? throw RefusedException.NotFound();
        return new PlayModel(found.Id, found.Name, found.FamilyId, ContentHash.Parse(found.BlobHash), found.DatasetId, found.VersionId, found.Form);
    }
}

/// <param name="LearnedForm">As JSON (<see cref="ExampleForm"/>).</param>
public sealed record PlayModel(Guid Id, string Name, string FamilyId, ContentHash Checkpoint, Guid DatasetId, Guid VersionId, string LearnedForm)
{
    public ExampleForm Form => JsonSerializer.Deserialize<ExampleForm>(LearnedForm)!;
}
