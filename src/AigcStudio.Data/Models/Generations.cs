using System.Security.Cryptography;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Models;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>Draws: each is a generation, a job and, once it is done, artifacts in the gallery.</summary>
public sealed class Generations(IDbContextFactory<StudioDb> databases, JobTable jobs, TimeProvider clock)
{
    public const int MostAtOnce = 1000;

    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="RecipeException"><c>draw.count(most)</c>, <c>draw.unknownLabel(label, labels)</c>, <c>draw.from</c>.</exception>
    /// <exception cref="RunException"><c>runs.noCheckpoint</c>.</exception>
    public async Task<QueuedGeneration> QueueAsync(Viewer viewer, GenerationAsk ask, CancellationToken cancel)
    {
        if (!viewer.CanCreate)
        {
            throw RefusedException.NotAllowed();
        }

        if (ask.Count is < 1 or > MostAtOnce)
        {
            throw new RecipeException("draw.count", MostAtOnce);
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var (runId, checkpointId) = await SourceAsync(db, viewer, ask, cancel);
        await CheckLabelAsync(db, runId, ask.Label, cancel);
        var now = clock.GetUtcNow();
        var generation = new Generation
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = viewer.PersonId,
            RunId = runId,
            CheckpointId = checkpointId,
            ModelId = ask.ModelId,
            BoardId = await BoardTargets.ForDrawAsync(db, viewer, ask.BoardId, cancel),
            Count = ask.Count,
            Seed = ask.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            Label = ask.Label,
            Settings = ask.Settings?.ToJsonString() ?? "{}",
            CreatedAt = now,
        };
        db.Generations.Add(generation);
        var job = jobs.Add(db, JobKind.Draw, generation.Id, viewer.PersonId, "{}");
        await db.SaveChangesAsync(cancel);
        jobs.Announce(job.Id);
        return new QueuedGeneration(generation.Id, job.Id, generation.Seed);
    }

    /// <summary>The family that would draw: it says which settings a draw may have.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="RecipeException"><c>draw.from</c>.</exception>
    /// <exception cref="RunException"><c>runs.noCheckpoint</c>.</exception>
    public async Task<string> FamilyOfAsync(Viewer viewer, GenerationAsk ask, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (runId, _) = await SourceAsync(db, viewer, ask, cancel);
        return await db.Runs.Where(r => r.Id == runId).Select(r => r.FamilyId).SingleAsync(cancel);
    }

    private static async Task<(Guid RunId, Guid CheckpointId)> SourceAsync(
        StudioDb db, Viewer viewer, GenerationAsk ask, CancellationToken cancel)
    {
        if (ask.ModelId is { } modelId)
        {
            var model = await db.Models.AsNoTracking().VisibleTo(viewer).NotTrashed().SingleOrDefaultAsync(m => m.Id == modelId, cancel)
                ?? throw RefusedException.NotFound();
            return (model.RunId, model.CheckpointId);
        }

        var runId = ask.RunId ?? throw new RecipeException("draw.from");
        if (!await db.Runs.VisibleTo(viewer).NotTrashed().AnyAsync(r => r.Id == runId, cancel))
        {
            throw RefusedException.NotFound();
        }

        var newest = await db.Checkpoints.Where(c => c.RunId == runId).OrderByDescending(c => c.Step).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel);
        return (runId, newest ?? throw new RunException("runs.noCheckpoint"));
    }

    private static async Task CheckLabelAsync(StudioDb db, Guid runId, string? label, CancellationToken cancel)
    {
        if (label is null)
        {
            return;
        }

        var version = await (
            from run in db.Runs
            join v in db.DatasetVersions on run.DatasetVersionId equals v.Id
            where run.Id == runId
            select v).AsNoTracking().SingleAsync(cancel);
        if (!version.Labels.Contains(label))
        {
            throw new RecipeException("draw.unknownLabel", label, string.Join(", ", version.Labels));
        }
    }
}
