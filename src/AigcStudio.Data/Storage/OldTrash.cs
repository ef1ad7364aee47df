using AigcStudio.Core;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// What has been in the trash for long enough, from the outside in: artifacts, then models without artifacts, runs without either, datasets
/// without runs. What something that stays was made of stays as well, and says so.
/// </summary>
internal sealed class OldTrash(IDbContextFactory<StudioDb> databases, StudioFolders folders, ArtifactCaches caches, TimeProvider clock) : ICleanSource
{
    private const int PerStatement = 500;

    public CleanPart Part => CleanPart.Trash;

    public async Task FindAsync(CleanAsk ask, CleanFinds finds, CancellationToken cancel)
    {
        var cut = clock.GetUtcNow().AddDays(-ask.TrashDays);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await FindArtifactsAsync(db, cut, finds, cancel);
        var models = await FindModelsAsync(db, cut, finds, cancel);
        var runs = await FindRunsAsync(db, cut, models, finds, cancel);
        await FindDatasetsAsync(db, cut, runs, finds, cancel);
    }

    private async Task FindArtifactsAsync(StudioDb db, DateTimeOffset cut, CleanFinds finds, CancellationToken cancel)
    {
        var artifacts = await db.Artifacts.Where(a => a.TrashedAt <= cut).Select(a => new { a.Id, a.BlobHash }).ToListAsync(cancel);
        if (artifacts.Count > 0)
        {
            finds.Doomed.Add(new Doomed(
                new CleanLine(Part, "artifacts", "", artifacts.Count, 0),
                artifacts.ConvertAll(a => new BlobUse(a.Id, 0, a.BlobHash)),
                c => RemoveArtifactsAsync(artifacts.ConvertAll(a => a.Id), cut, c)));
        }
    }

    private async Task<HashSet<Guid>> FindModelsAsync(StudioDb db, DateTimeOffset cut, CleanFinds finds, CancellationToken cancel)
    {
        var going = new HashSet<Guid>();
        foreach (var model in await db.Models.AsNoTracking().Where(m => m.TrashedAt <= cut).OrderBy(m => m.Id).ToListAsync(cancel))
        {
            var staying = await db.Artifacts.CountAsync(a => a.ModelId == model.Id && (a.TrashedAt == null || a.TrashedAt > cut), cancel);
            var busy = await db.Jobs.AnyAsync(j => !JobMove.Endings.Contains(j.State)
                && (db.Generations.Any(g => g.Id == j.SubjectId && g.ModelId == model.Id) || db.Evaluations.Any(e => e.Id == j.SubjectId && e.ModelId == model.Id)), cancel);
            if (staying > 0 || busy)
            {
                finds.Stays.Add(new CleanRefusal(Part, "model", model.Name, busy ? Said.Of("storage.stays.busy") : Artifacts(staying)));
                continue;
            }

            going.Add(model.Id);
            var pairs = await db.Evaluations.Where(e => e.ModelId == model.Id && e.PairsBlobHash != null).Select(e => new BlobUse(e.Id, 0, e.PairsBlobHash!)).ToListAsync(cancel);
            finds.Doomed.Add(new Doomed(new CleanLine(Part, "model", model.Name, 1, 0), pairs, c => InOneAsync(
                async (d, x) =>
                {
                    await Drawless(d).Where(g => g.ModelId == model.Id).ExecuteDeleteAsync(x);
                    return await d.Models.Where(m => m.Id == model.Id && m.TrashedAt <= cut && !d.Artifacts.Any(a => a.ModelId == m.Id)
                        && !d.Jobs.Any(j => !JobMove.Endings.Contains(j.State) && d.Evaluations.Any(e => e.Id == j.SubjectId && e.ModelId == m.Id))
                        && !d.Generations.Any(g => g.ModelId == m.Id)).ExecuteDeleteAsync(x);
                },
                c)));
        }

        return going;
    }

    private async Task<HashSet<Guid>> FindRunsAsync(StudioDb db, DateTimeOffset cut, HashSet<Guid> models, CleanFinds finds, CancellationToken cancel)
    {
        var going = new HashSet<Guid>();
        foreach (var run in await db.Runs.AsNoTracking().Where(r => r.TrashedAt <= cut).OrderBy(r => r.Id).ToListAsync(cancel))
        {
            var needed = (await db.Models.Where(m => m.RunId == run.Id).Select(m => new { m.Id, m.Name }).ToListAsync(cancel)).Where(m => !models.Contains(m.Id)).ToList();
            var staying = await db.Artifacts.CountAsync(a => a.RunId == run.Id && (a.TrashedAt == null || a.TrashedAt > cut), cancel);
            var busy = !RunFollower.Over.Contains(run.State) || await db.Jobs.AnyAsync(j => !JobMove.Endings.Contains(j.State)
                && (j.SubjectId == run.Id || db.Generations.Any(g => g.Id == j.SubjectId && g.RunId == run.Id)), cancel);
            if (needed.Count > 0 || staying > 0 || busy)
            {
                finds.Stays.Add(new CleanRefusal(Part, "run", run.Name, busy ? Said.Of("storage.stays.busy")
                    : needed.Count > 0 ? Said.Of("storage.stays.models", string.Join(", ", needed.Select(m => m.Name))) : Artifacts(staying)));
                continue;
            }

            going.Add(run.Id);
            List<BlobUse> uses =
            [
                .. await db.Checkpoints.Where(c => c.RunId == run.Id).Select(c => new BlobUse(c.Id, 0, c.BlobHash)).ToListAsync(cancel),
                .. await db.RunSamples.Where(s => s.RunId == run.Id).Select(s => new BlobUse(s.RunId, s.Step, s.BlobHash)).ToListAsync(cancel),
            ];
            finds.Doomed.Add(new Doomed(new CleanLine(Part, "run", run.Name, 1, 0), uses, c => InOneAsync(
                async (d, x) =>
                {
                    await Drawless(d).Where(g => g.RunId == run.Id).ExecuteDeleteAsync(x);
                    return await d.Runs.Where(r => r.Id == run.Id && r.TrashedAt <= cut && RunFollower.Over.Contains(r.State)
                        && !d.Models.Any(m => m.RunId == r.Id) && !d.Artifacts.Any(a => a.RunId == r.Id) && !d.Generations.Any(g => g.RunId == r.Id)).ExecuteDeleteAsync(x);
                },
                c)));
        }

        return going;
    }

    private async Task FindDatasetsAsync(StudioDb db, DateTimeOffset cut, HashSet<Guid> runs, CleanFinds finds, CancellationToken cancel)
    {
        foreach (var dataset in await db.Datasets.AsNoTracking().Where(d => d.TrashedAt <= cut).OrderBy(d => d.Id).ToListAsync(cancel))
        {
            var versions = db.DatasetVersions.Where(v => v.DatasetId == dataset.Id).Select(v => v.Id);
            var needed = (await db.Runs.Where(r => versions.Contains(r.DatasetVersionId)).Select(r => new { r.Id, r.Name }).ToListAsync(cancel)).Where(r => !runs.Contains(r.Id)).ToList();
            var busy = await db.Jobs.AnyAsync(j => versions.Contains(j.SubjectId) && !JobMove.Endings.Contains(j.State), cancel);
            if (needed.Count > 0 || busy)
            {
                finds.Stays.Add(new CleanRefusal(Part, "dataset", dataset.Name, busy
                    ? Said.Of("storage.stays.busy") : Said.Of("storage.stays.runs", string.Join(", ", needed.Take(5).Select(r => r.Name)))));
                continue;
            }

            var uses = await db.Items.Where(i => versions.Contains(i.VersionId)).Select(i => new BlobUse(i.VersionId, i.Index, i.BlobHash)).ToListAsync(cancel);
            finds.Doomed.Add(new Doomed(new CleanLine(Part, "dataset", dataset.Name, 1, 0), uses, c => RemoveDatasetAsync(dataset.Id, cut, c)));
        }
    }

    private static Said Artifacts(int staying) => Said.Of(staying == 1 ? "storage.stays.artifacts.one" : "storage.stays.artifacts", staying);

    /// <summary>Draws of which nothing is left and on which nobody works.</summary>
    private static IQueryable<Generation> Drawless(StudioDb db) => db.Generations.Where(g =>
        !db.Artifacts.Any(a => a.GenerationId == g.Id) && !db.Jobs.Any(j => j.SubjectId == g.Id && !JobMove.Endings.Contains(j.State)));

    private async Task<bool> RemoveArtifactsAsync(List<Guid> ids, DateTimeOffset cut, CancellationToken cancel)
    {
        foreach (var piece in ids.Chunk(PerStatement))
        {
            await InOneAsync(
                async (db, x) =>
                {
                    var trashed = db.Artifacts.Where(a => piece.Contains(a.Id) && a.TrashedAt <= cut).Select(a => a.Id);
                    await db.Ratings.Where(r => trashed.Contains(r.ArtifactId)).ExecuteDeleteAsync(x);
                    await db.Reviews.Where(r => trashed.Contains(r.ArtifactId)).ExecuteDeleteAsync(x);
                    return await db.Artifacts.Where(a => piece.Contains(a.Id) && a.TrashedAt <= cut).ExecuteDeleteAsync(x);
                },
                cancel);
            Array.ForEach(piece, caches.Forget);
        }

        return true;
    }

    private async Task<bool> RemoveDatasetAsync(Guid id, DateTimeOffset cut, CancellationToken cancel)
    {
        List<Guid> versions = [], files = [];
        var gone = await InOneAsync(
            async (db, x) =>
            {
                versions = await db.DatasetVersions.Where(v => v.DatasetId == id).Select(v => v.Id).ToListAsync(x);
                files = await db.DatasetFiles.Where(f => f.DatasetId == id).Select(f => f.Id).ToListAsync(x);
                return await db.Datasets.Where(d => d.Id == id && d.TrashedAt <= cut
                    && !db.Runs.Any(r => versions.Contains(r.DatasetVersionId))
                    && !db.Jobs.Any(j => versions.Contains(j.SubjectId) && !JobMove.Endings.Contains(j.State))).ExecuteDeleteAsync(x);
            },
            cancel);
        if (gone)
        {
            files.ForEach(f => File.Delete(Path.Combine(folders.Uploads, f.ToString("N"))));
            versions.ForEach(Forget);
        }

        return gone;
    }

    private void Forget(Guid versionId)
    {
        foreach (var path in new[] { folders.Packs, folders.Rulers }.SelectMany(f => Directory.EnumerateFiles(f, $"{versionId:N}-*")))
        {
            File.Delete(path);
        }
    }

    private async Task<bool> InOneAsync(Func<StudioDb, CancellationToken, Task<int>> remove, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await remove(db, cancel) == 0)
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        return true;
    }
}
