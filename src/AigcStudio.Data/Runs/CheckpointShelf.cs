using System.Security.Cryptography;
using AigcStudio.Core;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>
/// The checkpoints of runs, as blobs: takes new ones in, finds the newest sound one, lets old ones go. The last three stay,
/// the final one, the best as the run was measured, and those that models or artifacts were made of.
/// </summary>
public sealed class CheckpointShelf(IDbContextFactory<StudioDb> databases, BlobStore blobs) : IDisposable
{
    private const int Kept = 3;

    // Two runs of one recipe have the same bytes: while one takes a checkpoint in, the other must not throw it out.
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Takes a file of the spool over; <paramref name="write"/> puts its row into the database.</summary>
    public async Task TakeAsync(Guid runId, RunEvent happened, CheckpointWritten written, Func<Checkpoint, Task> write)
    {
        await _gate.WaitAsync();
        try
        {
            var before = await HashAtAsync(runId, written.Step);
            var blob = blobs.Take(written.File);
            await write(new Checkpoint
            {
                Id = Guid.CreateVersion7(happened.At),
                RunId = runId,
                Step = written.Step,
                BlobHash = blob.Hash.Hex,
                Bytes = blob.Length,
                Reason = written.Reason,
                Sequence = happened.Sequence,
                At = happened.At,
            });
            await LetOldOnesGoAsync(runId);
            await LetBytesGoAsync(before);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The newest checkpoint whose bytes are what they were; worse ones are told of and forgotten.</summary>
    /// <param name="onDamaged">Called for each that was passed over.</param>
    public async Task<Checkpoint?> NewestSoundAsync(JobLease lease, Func<Checkpoint, Task> onDamaged, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var newestFirst = await db.Checkpoints.AsNoTracking()
            .Where(c => c.RunId == lease.SubjectId)
            .OrderByDescending(c => c.Step)
            .ToListAsync(cancel);
        foreach (var checkpoint in newestFirst)
        {
            if (await IsSoundAsync(checkpoint, cancel))
            {
                return checkpoint;
            }

            await ForgetAsync(lease, checkpoint, cancel);
            await onDamaged(checkpoint);
        }

        return null;
    }

    /// <summary>Removes a checkpoint that cannot be used, unless a model names it: then it stays to be seen, and is never resumed from.</summary>
    public async Task ForgetAsync(JobLease lease, Checkpoint checkpoint, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await JobClaims.RequireAsync(db, lease.JobId, lease.FencingToken, cancel);
        await Unused(db, db.Checkpoints.Where(c => c.Id == checkpoint.Id)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        blobs.Delete(ContentHash.Parse(checkpoint.BlobHash));
    }

    public void Dispose() => _gate.Dispose();

    private async Task<bool> IsSoundAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        var hash = ContentHash.Parse(checkpoint.BlobHash);
        if (!blobs.Has(hash))
        {
            return false;
        }

        await using var stream = blobs.Open(hash);
        return ContentHash.FromDigest(await SHA256.HashDataAsync(stream, cancel)) == hash;
    }

    private async Task LetOldOnesGoAsync(Guid runId)
    {
        await using var db = await databases.CreateDbContextAsync();
        var newest = db.Checkpoints.Where(c => c.RunId == runId).OrderByDescending(c => c.Step).Take(Kept).Select(c => c.Id);
        var best = db.Checkpoints.Where(c => c.RunId == runId && c.Reason == CheckpointReason.Best).OrderByDescending(c => c.Step).Take(1).Select(c => c.Id);
        var old = await Unused(db, db.Checkpoints.Where(
                c => c.RunId == runId && c.Reason != CheckpointReason.Finished && !newest.Contains(c.Id) && !best.Contains(c.Id)))
            .AsNoTracking()
            .ToListAsync();
        foreach (var checkpoint in old)
        {
            await Unused(db, db.Checkpoints.Where(c => c.Id == checkpoint.Id)).ExecuteDeleteAsync();
            await LetBytesGoAsync(checkpoint.BlobHash);
        }
    }

    private async Task<string?> HashAtAsync(Guid runId, int atStep)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Checkpoints.Where(c => c.RunId == runId && c.Step == atStep).Select(c => c.BlobHash).SingleOrDefaultAsync();
    }

    private async Task LetBytesGoAsync(string? hash)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (hash is not null && !await db.Checkpoints.AnyAsync(c => c.BlobHash == hash))
        {
            blobs.Delete(ContentHash.Parse(hash));
        }
    }

    private static IQueryable<Checkpoint> Unused(StudioDb db, IQueryable<Checkpoint> checkpoints) =>
        checkpoints.Where(c => !db.Models.Any(m => m.CheckpointId == c.Id) && !db.Generations.Any(g => g.CheckpointId == c.Id));
}
