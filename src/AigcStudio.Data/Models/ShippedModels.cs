using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models;

/// <summary>Takes in a training that was done elsewhere: its run with curve and samples, its checkpoint, and a model of it.</summary>
public sealed class ShippedModels(IDbContextFactory<StudioDb> databases, BlobStore blobs, StudioFolders folders, TimeProvider clock)
{
    /// <summary>Adds the run of a folder, as trained on a version; where the version has a run of its family already, nothing is added.</summary>
    /// <returns>The model's id, or null where nothing was added.</returns>
    public async Task<Guid?> AddAsync(Viewer viewer, Guid versionId, string folder, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var shipped = ShippedRun.Read(folder);
        if (await db.Runs.AnyAsync(r => r.DatasetVersionId == versionId && r.FamilyId == shipped.FamilyId, cancel))
        {
            return null;
        }

        var run = Finished(shipped, viewer, versionId);
        var checkpoint = Keep(folder, shipped.Checkpoint);
        db.Runs.Add(run);
        db.RunPoints.AddRange(shipped.Points.SelectMany(series => series.Value.Select(
            point => new RunPoint { RunId = run.Id, Series = series.Key, Step = point.Step, Value = point.Value })));
        db.RunSamples.AddRange(shipped.Samples.Select(sample => new RunSample
        {
            RunId = run.Id,
            Step = sample.Step,
            BlobHash = Keep(folder, sample.File).Hash.Hex,
            Count = sample.Count,
            Columns = sample.Columns,
            Echoes = sample.Echoes,
            At = run.CreatedAt,
        }));
        var saved = new Checkpoint
        {
            Id = Guid.CreateVersion7(run.CreatedAt),
            RunId = run.Id,
            Step = shipped.Steps,
            BlobHash = checkpoint.Hash.Hex,
            Bytes = checkpoint.Length,
            Reason = CheckpointReason.Finished,
            At = run.CreatedAt,
        };
        var model = new Model
        {
            Id = Guid.CreateVersion7(run.CreatedAt),
            Name = shipped.Name,
            OwnerId = viewer.PersonId,
            RunId = run.Id,
            CheckpointId = saved.Id,
            PublishedAt = run.CreatedAt,
        };
        db.AddRange(saved, model);
        await db.SaveChangesAsync(cancel);
        return model.Id;
    }

    private Run Finished(ShippedRun shipped, Viewer viewer, Guid versionId)
    {
        var now = clock.GetUtcNow();
        return new Run
        {
            Id = Guid.CreateVersion7(now),
            Name = shipped.Name,
            OwnerId = viewer.PersonId,
            DatasetVersionId = versionId,
            FamilyId = shipped.FamilyId,
            Preset = shipped.Preset,
            Settings = shipped.Settings.ToJsonString(),
            Seed = shipped.Seed,
            Steps = shipped.Steps,
            Step = shipped.Steps,
            Form = System.Text.Json.JsonSerializer.Serialize(shipped.Form),
            State = RunState.Finished,
            Parameters = shipped.Parameters,
            SecondsPerStep = shipped.SecondsPerStep,
            ExamplesPerSecond = shipped.ExamplesPerSecond,
            CreatedAt = now,
            StartedAt = now - TimeSpan.FromSeconds(shipped.SecondsPerStep * shipped.Steps),
            EndedAt = now,
        };
    }

    private StoredBlob Keep(string folder, string file)
    {
        var copy = folders.NewSpoolFile();
        File.Copy(Path.Combine(folder, Path.GetFileName(file)), copy);
        return blobs.Take(copy);
    }
}
