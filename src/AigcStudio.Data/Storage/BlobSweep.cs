using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Blobs that no row refers to. A blob is stored before its row is written, so what was stored, or stored once more, since the oldest work
/// at hand began is left alone; the next sweep finds it.
/// </summary>
public sealed class BlobSweep(IDbContextFactory<StudioDb> databases, BlobStore blobs, ArtifactCaches caches, TimeProvider clock)
{
    // Whoever stores outside of a job writes the row at once.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>What would go.</summary>
    public async Task<(int Count, long Bytes)> LookAsync(CancellationToken cancel)
    {
        var (count, bytes) = (0, 0L);
        await EachAsync(
            (blob, cut) =>
            {
                (count, bytes) = blob.StoredAt < cut ? (count + 1, bytes + blob.Length) : (count, bytes);
            },
            null,
            cancel);
        return (count, bytes);
    }

    /// <summary>Deletes them, with what was made of them.</summary>
    /// <param name="freed">Told the bytes that the disk has back, of one after another.</param>
    public Task SweepAsync(IProgress<JobProgress>? progress, Action<long> freed, CancellationToken cancel) =>
        EachAsync(
            (blob, cut) =>
            {
                if (blobs.DeleteStoredBefore(blob.Hash, cut))
                {
                    caches.Forget(blob.Hash);
                    freed(blob.Length);
                }
            },
            progress,
            cancel);

    private async Task EachAsync(Action<BlobFile, DateTimeOffset> act, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);

        // Before the rows are asked: what begins later stores later.
        var cut = await CutAsync(db, cancel);
        var prefixes = blobs.Prefixes();
        for (var i = 0; i < prefixes.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var files = blobs.In(prefixes[i]);
            var used = await BlobReferences.CountAsync(db, prefixes[i], cancel);
            foreach (var blob in files.Where(b => !used.ContainsKey(b.Hash.Hex)))
            {
                act(blob, cut);
            }

            progress?.Report(new JobProgress("phase.sweeping", i + 1, prefixes.Count));
        }
    }

    private async Task<DateTimeOffset> CutAsync(StudioDb db, CancellationToken cancel)
    {
        var cut = clock.GetUtcNow() - Grace;

        // An import that was interrupted finds its blobs again by storing them once more; still, what it stored is its own until it is over.
        var began = await db.Jobs
            .Where(j => j.Kind != JobKind.Clean && (JobMove.Held.Contains(j.State) || (j.Kind == JobKind.Import && !JobMove.Endings.Contains(j.State))))
            .Select(j => j.Kind == JobKind.Import ? j.CreatedAt : j.StartedAt ?? j.CreatedAt)
            .ToListAsync(cancel);
        return began.Append(cut).Min();
    }
}

/// <param name="StoredAt">When its bytes were stored, or stored once more, last.</param>
public readonly record struct BlobFile(ContentHash Hash, long Length, DateTimeOffset StoredAt);
