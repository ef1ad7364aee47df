using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage;

/// <summary>What takes how much of the disk. A look at every file: asked for by a person, never by a timer.</summary>
public sealed class StorageReader(IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, TimeProvider clock)
{
    private const int MostRuns = 20;

    /// <exception cref="RefusedException">The viewer is no administrator.</exception>
    public async Task<StorageFigures> ReadAsync(Viewer viewer, CancellationToken cancel)
    {
        viewer.MustBeAdmin();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var shares = await BlobsAsync(db, cancel);
        shares.AddRange(
        [
            Folder("packs", folders.Packs),
            Folder("rulers", folders.Rulers),
            Folder("thumbnails", folders.Thumbnails),
            Folder("uploads", folders.Uploads),
            Folder("logs", folders.Logs),
            Sum("database", new DirectoryInfo(folders.Root).EnumerateFiles("*.db*")),
        ]);
        var disk = new DriveInfo(folders.Root);
        return new StorageFigures(
            clock.GetUtcNow(), disk.AvailableFreeSpace, disk.TotalSize, [.. shares.OrderByDescending(s => s.Bytes)], await RunsAsync(db, cancel));
    }

    private static StorageShare Folder(string kind, string path) => Sum(kind, new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories));

    private static StorageShare Sum(string kind, IEnumerable<FileInfo> files)
    {
        var (count, bytes) = (0, 0L);
        foreach (var file in files)
        {
            (count, bytes) = (count + 1, bytes + (file.Exists ? file.Length : 0));
        }

        return new StorageShare(kind, count, bytes);
    }

    // A blob that several need counts for the first: material before works, works before networks.
    private async Task<List<StorageShare>> BlobsAsync(StudioDb db, CancellationToken cancel)
    {
        var sums = new Dictionary<string, (int Count, long Bytes)>();
        foreach (var prefix in blobs.Prefixes())
        {
            var to = $"{prefix[0]}{(char)(prefix[1] + 1)}";
            (string Kind, IQueryable<string?> Hashes)[] owners =
            [
                ("datasets", db.Items.Select(i => i.BlobHash)),
                ("artifacts", db.Artifacts.Select(a => a.BlobHash)),
                ("checkpoints", db.Checkpoints.Select(c => c.BlobHash)),
                ("samples", db.RunSamples.Select(s => s.BlobHash)),
                ("reports", db.Evaluations.Select(e => e.PairsBlobHash)),
            ];
            var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (kind, hashes) in owners)
            {
                foreach (var hash in await hashes.Where(h => h!.CompareTo(prefix) >= 0 && h.CompareTo(to) < 0).Distinct().ToListAsync(cancel))
                {
                    kinds.TryAdd(hash!, kind);
                }
            }

            var known = await BlobReferences.CountAsync(db, prefix, cancel);
            foreach (var blob in blobs.In(prefix))
            {
                var kind = kinds.GetValueOrDefault(blob.Hash.Hex) ?? (known.ContainsKey(blob.Hash.Hex) ? "others" : "leftovers");
                var (count, bytes) = sums.GetValueOrDefault(kind);
                sums[kind] = (count + 1, bytes + blob.Length);
            }
        }

        return [.. sums.Select(s => new StorageShare(s.Key, s.Value.Count, s.Value.Bytes))];
    }

    private static async Task<IReadOnlyList<RunShare>> RunsAsync(StudioDb db, CancellationToken cancel) =>
        await (
            from checkpoint in db.Checkpoints
            group checkpoint by checkpoint.RunId into run
            orderby run.Sum(c => c.Bytes) descending
            select new RunShare(run.Key, db.Runs.Where(r => r.Id == run.Key).Select(r => r.Name).FirstOrDefault() ?? "", run.Count(), run.Sum(c => c.Bytes)))
            .Take(MostRuns).ToListAsync(cancel);
}

/// <param name="At">When it was measured.</param>
/// <param name="FreeBytes">Of the disk that the data root is on.</param>
/// <param name="Runs">Those whose checkpoints take most.</param>
public sealed record StorageFigures(DateTimeOffset At, long FreeBytes, long TotalBytes, IReadOnlyList<StorageShare> Shares, IReadOnlyList<RunShare> Runs)
{
    public long Bytes => Shares.Sum(s => s.Bytes);
}

/// <param name="Kind">Code: <c>datasets</c>, <c>artifacts</c>, <c>checkpoints</c>, <c>samples</c>, <c>reports</c>, <c>others</c>, <c>leftovers</c>, <c>packs</c>, ...</param>
public sealed record StorageShare(string Kind, int Count, long Bytes);

/// <summary>Checkpoints of one run.</summary>
public sealed record RunShare(Guid RunId, string Name, int Count, long Bytes);
