using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;

namespace AigcStudio.Tests.Storage;

/// <summary>A workspace made up by dice: few distinct bytes among many rows, some trashed long ago, some lately, some at work.</summary>
internal sealed class StoreGraph(TemporaryStudio studio, int seed, DateTimeOffset now)
{
    private readonly Random _dice = new(seed);
    private readonly List<string> _pool = [];
    private int _made;

    public static DateTimeOffset Old(DateTimeOffset now) => now.AddDays(-40);

    /// <summary>Every hash that any row refers to, as the database stands.</summary>
    public static HashSet<string> Used(StudioDb db) =>
    [
        .. db.Items.Select(i => i.BlobHash), .. db.RunSamples.Select(s => s.BlobHash), .. db.Checkpoints.Select(c => c.BlobHash),
        .. db.Artifacts.Select(a => a.BlobHash), .. db.Evaluations.Where(e => e.PairsBlobHash != null).Select(e => e.PairsBlobHash!),
    ];

    public async Task BuildAsync(CancellationToken cancel)
    {
        for (var i = 0; i < 14; i++)
        {
            using var bytes = new MemoryStream([(byte)seed, (byte)i, 7]);
            _pool.Add((await studio.Blobs.AddAsync(bytes, cancel)).Hash.Hex);
        }

        await using var db = await studio.DbAsync();
        for (var d = 0; d < 3; d++)
        {
            Dataset(db);
        }

        await db.SaveChangesAsync(cancel);
    }

    private void Dataset(StudioDb db)
    {
        var dataset = new Dataset { Id = Id(), Name = $"dataset{_made}", Modality = Modality.Image, TrashedAt = Trash() };
        db.Add(dataset);
        for (var v = 1; v <= _dice.Next(1, 3); v++)
        {
            var version = new DatasetVersion { Id = Id(), DatasetId = dataset.Id, Number = v, FrozenAt = now };
            db.Add(version);
            for (var i = 0; i < _dice.Next(1, 4); i++)
            {
                db.Add(new Item { VersionId = version.Id, Index = i, BlobHash = Blob(), Name = "item" });
            }

            for (var r = 0; r < _dice.Next(0, 3); r++)
            {
                Run(db, version.Id);
            }
        }
    }

    private void Run(StudioDb db, Guid versionId)
    {
        var run = new Run
        {
            Id = Id(),
            Name = $"run{_made}",
            DatasetVersionId = versionId,
            FamilyId = "f",
            Preset = "quick",
            Settings = "{}",
            Form = "{}",
            State = _dice.Next(4) == 0 ? RunState.Running : RunState.Finished,
            TrashedAt = Trash(),
        };
        db.Add(run);
        db.Add(new RunSample { RunId = run.Id, Step = 1, BlobHash = Blob(), At = now });
        for (var c = 1; c <= _dice.Next(1, 5); c++)
        {
            var checkpoint = new Checkpoint
            {
                Id = Id(),
                RunId = run.Id,
                Step = c,
                BlobHash = Blob(),
                Bytes = 3,
                At = now,
                Reason = (CheckpointReason)_dice.Next(Enum.GetValues<CheckpointReason>().Length),
            };
            db.Add(checkpoint);
            if (_dice.Next(3) == 0)
            {
                Model(db, run.Id, checkpoint);
            }
        }
    }

    private void Model(StudioDb db, Guid runId, Checkpoint checkpoint)
    {
        var model = new Model { Id = Id(), Name = $"model{_made}", RunId = runId, CheckpointId = checkpoint.Id, PublishedAt = now, TrashedAt = Trash() };
        db.Add(model);
        db.Add(new ModelEvaluation { Id = Id(), ModelId = model.Id, CreatedAt = now, PairsBlobHash = _dice.Next(2) == 0 ? Blob() : null });
        var generation = new Generation
        {
            Id = Id(),
            RunId = runId,
            CheckpointId = checkpoint.Id,
            ModelId = _dice.Next(4) == 0 ? null : model.Id,
            Count = 3,
            CreatedAt = now,
        };
        db.Add(generation);
        for (var i = 0; i < _dice.Next(0, 3); i++)
        {
            db.Add(new Artifact
            {
                Id = Id(),
                Modality = Modality.Image,
                BlobHash = Blob(),
                GenerationId = generation.Id,
                Index = i,
                RunId = runId,
                CheckpointId = checkpoint.Id,
                ModelId = generation.ModelId,
                CreatedAt = now,
                TrashedAt = Trash(),
            });
        }
    }

    private Guid Id() => Guid.CreateVersion7(now.AddMilliseconds(++_made));

    private string Blob() => _pool[_dice.Next(_pool.Count)];

    private DateTimeOffset? Trash() => _dice.Next(3) switch { 0 => null, 1 => Old(now), _ => now.AddDays(-2) };
}
