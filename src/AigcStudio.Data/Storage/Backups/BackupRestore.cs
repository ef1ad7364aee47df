using AigcStudio.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>
/// Puts a backup into a data root that no studio works on. The database comes last and in one step: a root without it is empty, whatever a kill left.
/// </summary>
/// <exception cref="StorageException">Codes <c>storage.restore.*</c>; the backup itself is never changed.</exception>
public sealed class BackupRestore(IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, TimeProvider clock)
{
    /// <param name="path">The folder of one backup.</param>
    /// <param name="moveAside">Whether what lies in the root is moved into a folder <c>aside-...</c> of it; otherwise a root in use is refused.</param>
    public async Task<Restored> RestoreAsync(string path, bool moveAside, CancellationToken cancel)
    {
        var backup = BackupFolder.Read(path) ?? throw new StorageException("storage.restore.none", path);
        var folder = new BackupFolder(Path.GetDirectoryName(backup.Path)!);
        var source = Path.Combine(backup.Path, "studio.db");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var needed = await LookAsync(db, backup, source, cancel);
        var target = PathOf(db);
        var aside = ClearRoot(db, target, moveAside);
        CopyFolder(Path.Combine(backup.Path, "keys"), folders.Keys);
        CopyFolder(Path.Combine(backup.Path, "uploads"), folders.Uploads);
        var missing = await BringBlobsAsync(folder, needed, cancel);
        AtomicFile.SyncFileSystem(folders.Root);
        var temporary = target + ".restoring";
        File.Copy(source, temporary, overwrite: true);
        AtomicFile.Commit(temporary, target);
        await CompareAsync(target, backup.Manifest, cancel);
        return new Restored(backup, aside, needed.Count - missing.Count, missing, folder.ReadErased());
    }

    /// <summary>The file that the studio's rows are in.</summary>
    internal static string PathOf(StudioDb db) => Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);

    private static async Task<HashSet<string>> LookAsync(StudioDb db, BackupMade backup, string source, CancellationToken cancel)
    {
        if (!File.Exists(source) || await DatabaseFile.HashAsync(source, cancel) != backup.Manifest.DatabaseHash)
        {
            throw new StorageException("storage.restore.changed", backup.Name);
        }

        await using var file = await DatabaseFile.OpenAsync(source, cancel);
        if (await DatabaseFile.FaultsAsync(file, cancel) is [var fault, ..])
        {
            throw new StorageException("storage.backup.damaged", fault);
        }

        if ((await DatabaseFile.MigrationsAsync(file, cancel)).Except(db.Database.GetMigrations()).Any())
        {
            throw new StorageException("storage.restore.newer", backup.Manifest.Release);
        }

        return await DatabaseFile.NeededBlobsAsync(file, db, cancel);
    }

    private string? ClearRoot(StudioDb db, string database, bool moveAside)
    {
        string[] parts = [folders.Blobs, folders.Uploads, folders.Packs, folders.Rulers, folders.Thumbnails, folders.Keys, folders.Logs];
        if (!File.Exists(database) && !Directory.EnumerateFiles(folders.Blobs, "*", SearchOption.AllDirectories).Any())
        {
            return null;
        }

        if (!moveAside)
        {
            throw new StorageException("storage.restore.occupied", folders.Root);
        }

        var aside = Directory.CreateDirectory(Path.Combine(folders.Root, "aside-" + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", System.Globalization.CultureInfo.InvariantCulture))).FullName;
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        foreach (var file in new[] { database, database + "-wal", database + "-shm" }.Where(File.Exists))
        {
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        }

        foreach (var part in parts)
        {
            Directory.Move(part, Path.Combine(aside, Path.GetFileName(part)));
            Directory.CreateDirectory(part);
        }

        return aside;
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (var file in Directory.Exists(source) ? Directory.EnumerateFiles(source) : [])
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }

    private async Task<List<string>> BringBlobsAsync(BackupFolder folder, HashSet<string> needed, CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (var hash in needed)
        {
            var target = blobs.PathOf(ContentHash.Parse(hash));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!File.Exists(folder.BlobOf(hash)) || !await BlobCopy.MakeAsync(folder.BlobOf(hash), target, hash, cancel))
            {
                missing.Add(hash);
            }
        }

        return missing;
    }

    private static async Task CompareAsync(string database, BackupManifest manifest, CancellationToken cancel)
    {
        await using var file = await DatabaseFile.OpenAsync(database, cancel);
        var rows = await DatabaseFile.RowCountsAsync(file, cancel);
        if (manifest.Rows.Any(r => rows.GetValueOrDefault(r.Key, -1) != r.Value))
        {
            throw new StorageException("storage.restore.differs");
        }
    }
}

/// <param name="Aside">Where what was there before lies now; null where nothing was.</param>
/// <param name="Blobs">How many came back, each with the hash that it is named by.</param>
/// <param name="Missing">Hashes that rows need and the backup does not have.</param>
/// <param name="Erased">Hashes that were erased since the backup was made, or before.</param>
public sealed record Restored(BackupMade Backup, string? Aside, int Blobs, IReadOnlyList<string> Missing, IReadOnlySet<string> Erased);
