using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>An imported dataset, a model that learned from its first version, and works of that model.</summary>
internal sealed class WorksBench(ImportBench import, Modality modality) : IAsyncDisposable
{
    private Guid _checkpoint;

    public ImportBench Import => import;

    public ApprovedWorks Works => import.Studio.Services.GetRequiredService<ApprovedWorks>();

    public Guid Dataset { get; private set; }

    public DatasetVersion Version { get; private set; } = null!;

    public Guid Run { get; private set; }

    public Guid Model { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<WorksBench> OpenAsync(int originals, Modality modality = Modality.Image)
    {
        var bench = new WorksBench(await ImportBench.OpenAsync(), modality);
        bench.Dataset = await bench.Import.CreateAsync(modality: modality);
        await bench.Import.UploadAsync(bench.Dataset, "a.zip", Archives.Zip([.. Enumerable.Range(0, originals).Select(i => ($"{(i % 2 == 0 ? "cat" : "dog")}/{i}{Ending(modality)}", Bytes(modality, 1000 + i)))]));
        bench.Version = await bench.Import.ImportAsync(bench.Dataset);
        (bench.Run, bench._checkpoint, bench.Model) = await bench.TrainAsync(bench.Version.Id);
        return bench;
    }

    /// <summary>A finished run on a version, its checkpoint and a model of it.</summary>
    public async Task<(Guid Run, Guid Checkpoint, Guid Model)> TrainAsync(Guid version)
    {
        var run = new Run { Id = Guid.CreateVersion7(), Name = "run", DatasetVersionId = version, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}", State = RunState.Finished };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 10, BlobHash = await BlobAsync(Archives.Text($"checkpoint {run.Id}")) };
        var model = new Model { Id = Guid.CreateVersion7(), Name = "model", RunId = run.Id, CheckpointId = checkpoint.Id };
        await using var db = await import.Studio.DbAsync();
        db.AddRange(run, checkpoint, model);
        await db.SaveChangesAsync(Cancel);
        return (run.Id, checkpoint.Id, model.Id);
    }

    /// <summary>A work of the model: approved, the creator's, labelled "cat".</summary>
    public async Task<Artifact> DrawAsync(
        int salt,
        double stars = 0,
        ReviewState state = ReviewState.Approved,
        double? closeness = null,
        bool trashed = false,
        Guid? owner = null,
        Visibility visibility = Visibility.Shared,
        byte[]? bytes = null)
    {
        var generation = new Generation { Id = Guid.CreateVersion7(), RunId = Run, CheckpointId = _checkpoint, ModelId = Model };
        var work = new Artifact
        {
            Id = Guid.CreateVersion7(),
            Modality = modality,
            BlobHash = await BlobAsync(bytes ?? Bytes(modality, salt)),
            GenerationId = generation.Id,
            RunId = Run,
            CheckpointId = _checkpoint,
            ModelId = Model,
            OwnerId = owner ?? import.Creator.PersonId,
            Visibility = visibility,
            Label = "cat",
            ReviewState = state,
            Stars = stars,
            RatingCount = stars > 0 ? 1 : 0,
            Closeness = closeness,
            TrashedAt = trashed ? TimeProvider.System.GetUtcNow() : null,
        };
        await using var db = await import.Studio.DbAsync();
        db.AddRange(generation, work);
        await db.SaveChangesAsync(Cancel);
        return work;
    }

    /// <summary>An approved work of a model that learned from another dataset.</summary>
    public async Task DrawElsewhereAsync(int salt)
    {
        var mine = (Run, _checkpoint, Model);
        (Run, _checkpoint, Model) = await TrainAsync((await import.ImportAsync(("x.png", PlainMedia.Picture(5000)))).Id);
        await DrawAsync(salt);
        (Run, _checkpoint, Model) = mine;
    }

    /// <summary>Makes the next version with approved works, in this thread.</summary>
    public async Task<DatasetVersion> AddAsync(int percent)
    {
        var id = await import.Freezer.AddWorksAsync(import.Creator, Dataset, percent, Cancel);
        await import.RunJobAsync(id);
        await using var db = await import.Studio.DbAsync();
        return await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == id, Cancel);
    }

    public ValueTask DisposeAsync() => import.DisposeAsync();

    private static string Ending(Modality modality) => modality switch { Modality.Text => ".txt", Modality.Audio => ".wav", _ => ".png" };

    private static byte[] Bytes(Modality modality, int salt) => modality switch
    {
        Modality.Text => Archives.Text($"Line {salt} of {salt * 7919} and {salt * 104729} kinds"),
        Modality.Audio => PlainMedia.Sound(salt),
        _ => PlainMedia.Picture(salt),
    };

    private async Task<string> BlobAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return (await import.Studio.Blobs.AddAsync(stream, Cancel)).Hash.Hex;
    }
}
