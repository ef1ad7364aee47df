using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Gallery;

/// <summary>Where a generation comes from and whether it is in the gallery already.</summary>
/// <param name="Visibility">What comes of a private model or run is private.</param>
public sealed record PlannedDraw(Generation Generation, ContentHash Checkpoint, int Step, Visibility Visibility, bool Done)
{
    /// <summary>What the model learned from.</summary>
    public Guid VersionId { get; init; }

    /// <summary>In which form, as JSON (<see cref="Core.Datasets.ExampleForm"/>).</summary>
    public string LearnedForm { get; init; } = "";
}

/// <summary>Takes the files of a draw into the gallery: all of them or none, once.</summary>
public sealed class DrawnArtifacts(IDbContextFactory<StudioDb> databases, BlobStore blobs, GalleryGate gate, TimeProvider clock)
{
    /// <exception cref="DrawingException"><c>draw.checkpointGone</c>: the checkpoint was deleted meanwhile.</exception>
    public async Task<PlannedDraw> PlanAsync(Guid generationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var generation = await db.Generations.AsNoTracking().SingleAsync(g => g.Id == generationId, cancel);
        var done = await db.Artifacts.AnyAsync(a => a.GenerationId == generationId, cancel);
        var checkpoint = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Id == generation.CheckpointId, cancel);
        if (checkpoint is null)
        {
            return done ? new PlannedDraw(generation, default, 0, default, Done: true) : throw new DrawingException("draw.checkpointGone");
        }

        var run = await db.Runs.Where(r => r.Id == generation.RunId).Select(r => new { r.Visibility, r.DatasetVersionId, r.Form }).SingleAsync(cancel);
        var visibility = generation.ModelId is { } model
            ? await db.Models.Where(m => m.Id == model).Select(m => m.Visibility).SingleAsync(cancel)
            : run.Visibility;
        return new PlannedDraw(generation, ContentHash.Parse(checkpoint.BlobHash), checkpoint.Step, visibility, done)
        {
            VersionId = run.DatasetVersionId,
            LearnedForm = run.Form,
        };
    }

    /// <summary>Moves the files into the blob store and writes their rows, in the order of the draw.</summary>
    public async Task TakeAsync(PlannedDraw draw, IReadOnlyList<DrawnExample> examples, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        var stored = blobs.TakeMany([.. examples.Select(e => e.File)]);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Artifacts.AnyAsync(a => a.GenerationId == draw.Generation.Id, cancel))
        {
            return;
        }

        var now = clock.GetUtcNow();
        List<Artifact> made = [.. stored.Select((blob, i) => Row(draw, examples[i], blob, i, now))];
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Artifacts.AddRange(made);
        db.Generations.Update(draw.Generation);
        draw.Generation.EndedAt = now;
        await db.SaveChangesAsync(cancel);
        if (draw.Generation.BoardId is { } board && await db.Boards.AnyAsync(b => b.Id == board, cancel))
        {
            await BoardLaying.AddAsync(db, board, [.. made.Select(a => a.Id)], cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Writes down how near each artifact of a draw is to what its model learned from.</summary>
    /// <param name="found">In the order of the draw.</param>
    public async Task CompareAsync(Guid generationId, IReadOnlyList<Nearness> found, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var artifact in await db.Artifacts.Where(a => a.GenerationId == generationId).ToListAsync(cancel))
        {
            (artifact.NearestItem, artifact.Closeness) = (found[artifact.Index].Item, found[artifact.Index].Ratio);

            // Somebody was faster than the check: it is to be looked at again, this time with what it is near to.
            if (Nearness.IsNear(artifact.Closeness) && artifact.ReviewState == ReviewState.Approved)
            {
                artifact.ReviewState = ReviewState.Open;
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    // The newest stand first in a gallery: a millisecond apart, the first of a draw is its newest.
    private static Artifact Row(PlannedDraw draw, DrawnExample example, StoredBlob blob, int index, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now.AddMilliseconds(draw.Generation.Count - index)),
        Modality = example.Modality,
        BlobHash = blob.Hash.Hex,
        Bytes = blob.Length,
        Width = example.Width,
        Height = example.Height,
        Opening = example.Opening,
        Length = example.Length,
        Peaks = example.Peaks,
        OwnerId = draw.Generation.OwnerId,
        Visibility = draw.Visibility,
        GenerationId = draw.Generation.Id,
        Index = index,
        RunId = draw.Generation.RunId,
        CheckpointId = draw.Generation.CheckpointId,
        ModelId = draw.Generation.ModelId,
        Step = draw.Step,
        Seed = draw.Generation.Seed,
        Label = draw.Generation.Label,
        CreatedAt = now,
    };
}
