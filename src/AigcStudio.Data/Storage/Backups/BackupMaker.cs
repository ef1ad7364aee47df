using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>
/// Makes backups while the studio works: the database as it stood at one moment, the keys without which it cannot be read, whole uploads that wait
/// to be taken in, and every blob that a row needs. Blobs never change, so those of the same disk get a second name instead of a copy.
/// </summary>
public sealed class BackupMaker(
    IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, BackupFolder usual, AuditLog audit, TimeProvider clock)
{
    private const int Tries = 3;

    /// <param name="personId">Who asked; null for the night and for the host's console.</param>
    /// <param name="to">Another folder than the configured one; null for that.</param>
    /// <exception cref="StorageException"><c>storage.backup.busy</c>, <c>storage.backup.damaged(fault)</c>: SQLite finds the copy unsound.</exception>
    /// <exception cref="IOException">The disk is full or refuses; what was begun is gone.</exception>
    public async Task<BackupMade> MakeAsync(Guid? personId, string? to, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var folder = to is null ? usual : new BackupFolder(to);
        await using var turn = folder.TakeTurn();
        var making = folder.Begin();
        try
        {
            var manifest = await FillAsync(folder, making, progress, cancel);
            var made = folder.Finish(making, manifest);
            await audit.WriteAsync(
                personId,
                "backup.made",
                $"backup:{made.Name}",
                string.Create(CultureInfo.InvariantCulture, $"{manifest.DatabaseBytes} bytes of rows, {manifest.Blobs} blobs, {manifest.MissingBlobs.Count} missing"),
                cancel);
            return made;
        }
        catch
        {
            if (Directory.Exists(making))
            {
                Directory.Delete(making, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Lets go of all backups but the newest, and of the blobs that only they needed.</summary>
    public async Task KeepAsync(int most, CancellationToken cancel)
    {
        await using var turn = usual.TakeTurn();
        usual.Keep(most);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var backup in usual.List())
        {
            await using var file = await DatabaseFile.OpenAsync(Path.Combine(backup.Path, "studio.db"), cancel);
            needed.UnionWith(await DatabaseFile.NeededBlobsAsync(file, db, cancel));
        }

        usual.KeepBlobs(needed);
    }

    private async Task<BackupManifest> FillAsync(BackupFolder folder, string making, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var target = Path.Combine(making, "studio.db");
        await using var db = await databases.CreateDbContextAsync(cancel);
        for (var attempt = 1; ; attempt++)
        {
            // What is there before the rows are copied can be deleted afterwards without harm: the backup has it.
            await KeepBlobsAsync(folder, [.. blobs.All().Select(b => b.Hex)], progress, cancel);
            var at = clock.GetUtcNow();
            await DatabaseFile.CopyAsync(db, target, cancel);
            await using var copy = await DatabaseFile.OpenAsync(target, cancel);
            if (await DatabaseFile.FaultsAsync(copy, cancel) is [var fault, ..])
            {
                throw new StorageException("storage.backup.damaged", fault);
            }

            var needed = await DatabaseFile.NeededBlobsAsync(copy, db, cancel);
            var missing = await KeepBlobsAsync(folder, needed, progress, cancel);
            if (missing.Count > 0 && attempt < Tries)
            {
                // Made and let go within this one copy: the rows of the next moment do not name it any more.
                File.Delete(target);
                continue;
            }

            CopyKeys(making);
            await CopyUploadsAsync(db, making, cancel);
            return new BackupManifest(
                at,
                Release,
                await DatabaseFile.MigrationsAsync(copy, cancel) is [.., var last] ? last : "",
                new FileInfo(target).Length,
                await DatabaseFile.HashAsync(target, cancel),
                needed.Count,
                needed.Sum(h => new FileInfo(folder.BlobOf(h)) is { Exists: true } blob ? blob.Length : 0),
                [.. missing.Order(StringComparer.Ordinal)],
                await DatabaseFile.RowCountsAsync(copy, cancel));
        }
    }

    internal static string Release { get; } = typeof(BackupMaker).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <returns>Those that are not to be had.</returns>
    private async Task<List<string>> KeepBlobsAsync(BackupFolder folder, IReadOnlyCollection<string> hashes, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var (done, missing) = (0, new List<string>());
        foreach (var hash in hashes)
        {
            cancel.ThrowIfCancellationRequested();
            if (!await KeepBlobAsync(folder, hash, cancel))
            {
                missing.Add(hash);
            }

            progress?.Report(new JobProgress("phase.backup", ++done, hashes.Count));
        }

        return missing;
    }

    private async Task<bool> KeepBlobAsync(BackupFolder folder, string hash, CancellationToken cancel)
    {
        var target = folder.BlobOf(hash);
        if (File.Exists(target))
        {
            return true;
        }

        if (!ContentHash.TryParse(hash, out var name))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (AtomicFile.TryLink(blobs.PathOf(name), target))
        {
            return true;
        }

        try
        {
            return await BlobCopy.MakeAsync(blobs.PathOf(name), target, hash, cancel);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void CopyKeys(string making)
    {
        var target = Directory.CreateDirectory(Path.Combine(making, "keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var key in Directory.EnumerateFiles(folders.Keys).Where(k => !k.EndsWith(AuditKey.WitnessEnding, StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target.FullName, Path.GetFileName(key));
            File.Copy(key, copy);
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // Of an upload on its way the sender has the rest, and sends it anew.
    private async Task CopyUploadsAsync(StudioDb db, string making, CancellationToken cancel)
    {
        var target = Directory.CreateDirectory(Path.Combine(making, "uploads"));
        foreach (var file in await db.DatasetFiles.AsNoTracking().Where(f => f.Length == f.Received).ToListAsync(cancel))
        {
            var source = Path.Combine(folders.Uploads, file.Id.ToString("N"));
            if (File.Exists(source))
            {
                File.Copy(source, Path.Combine(target.FullName, file.Id.ToString("N")));
            }
        }
    }
}
