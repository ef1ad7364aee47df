using System.Text;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Tests.Datasets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

/// <summary>An imported version of three pictures or texts, and a run with a model and works that learned from it.</summary>
internal sealed class ErasureBench(ImportBench import) : IAsyncDisposable
{
    public static Viewer Admin { get; } = new(Guid.CreateVersion7(), Role.Admin);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ImportBench Import => import;

    public TemporaryStudio Studio => import.Studio;

    public Erasures Erasures => Studio.Services.GetRequiredService<Erasures>();

    public ErasureReader Reader => Studio.Services.GetRequiredService<ErasureReader>();

    public static async Task<ErasureBench> OpenAsync() => new(await ImportBench.OpenAsync());

    /// <summary>A finished run on a version, with a model of its checkpoint, a sample, a report and a work whose nearest item is the last.</summary>
    public async Task<Model> TrainAsync(Guid version, string name)
    {
        var run = new Run { Id = Guid.CreateVersion7(), Name = name, DatasetVersionId = version, FamilyId = "f", Preset = "own", Settings = "{\"width\":8}", Seed = 5, Steps = 10, Form = "{}", State = RunState.Finished };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 10, BlobHash = await BlobAsync($"{name} checkpoint"), Reason = CheckpointReason.Finished };
        var model = new Model { Id = Guid.CreateVersion7(), Name = name, RunId = run.Id, CheckpointId = checkpoint.Id };
        var generation = new Generation { Id = Guid.CreateVersion7(), RunId = run.Id, CheckpointId = checkpoint.Id, ModelId = model.Id };
        await using var db = await Studio.DbAsync();
        db.AddRange(
            run,
            checkpoint,
            model,
            generation,
            new RunSample { RunId = run.Id, Step = 10, BlobHash = await BlobAsync($"{name} sample") },
            new ModelEvaluation { Id = Guid.CreateVersion7(), ModelId = model.Id, PairsBlobHash = await BlobAsync($"{name} pairs") },
            new Artifact
            {
                Id = Guid.CreateVersion7(),
                Modality = Modality.Image,
                BlobHash = await BlobAsync($"{name} work"),
                GenerationId = generation.Id,
                RunId = run.Id,
                CheckpointId = checkpoint.Id,
                ModelId = model.Id,
                NearestItem = 2,
                Closeness = 0.5,
            });
        await db.SaveChangesAsync(Cancel);
        return model;
    }

    public Task<Guid> EraseAsync(string hash, params (Model Model, ModelFate Fate)[] fates) => EraseAsync(hash, dropBackups: false, fates);

    public Task<Guid> EraseAsync(string hash, bool dropBackups, params (Model Model, ModelFate Fate)[] fates) =>
        Erasures.CarryOutAsync(Admin, new ErasureAsk([hash], fates.ToDictionary(f => f.Model.Id, f => f.Fate), "request 12", dropBackups), Cancel);

    /// <summary>Files of the whole data root, those of SQLite among them, that hold some bytes anywhere.</summary>
    public List<string> Holding(byte[] bytes)
    {
        SqliteConnection.ClearAllPools();
        return [.. Directory.EnumerateFiles(Studio.Root, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal) && File.ReadAllBytes(f).AsSpan().IndexOf(bytes) >= 0)
            .Select(f => Path.GetRelativePath(Studio.Root, f)).Order()];
    }

    public List<string> Holding(string text) => Holding(Encoding.UTF8.GetBytes(text));

    public bool Has(string hash) => Studio.Blobs.Has(ContentHash.Parse(hash));

    public async Task<string> BlobAsync(string words)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(words));
        return (await Studio.Blobs.AddAsync(bytes, Cancel)).Hash.Hex;
    }

    public ValueTask DisposeAsync() => import.DisposeAsync();
}
