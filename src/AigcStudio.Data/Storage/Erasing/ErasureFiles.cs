using AigcStudio.Core;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Storage.Erasing;

/// <summary>
/// Deletes the bytes of what was erased wherever the studio keeps any: blobs, what was made of them, waiting uploads, blobs of backups, and the pages
/// of the database that the rows stood on. Done again after a kill, it finds what is left to do.
/// </summary>
internal sealed class ErasureFiles(
    IDbContextFactory<StudioDb> databases, StudioFolders folders, BlobStore blobs, ArtifactCaches caches, WaitingUploads waiting, BackupFolder backups)
{
    private const int Tries = 5;

    public async Task RemoveAsync(ErasureLeft left, CancellationToken cancel)
    {
        await RemoveBlobsAsync(left, cancel);
        foreach (var path in left.Versions.SelectMany(v => new[] { folders.Packs, folders.Rulers }.SelectMany(f => Directory.EnumerateFiles(f, $"{v:N}-*"))))
        {
            File.Delete(path);
        }

        var uploads = await waiting.RemoveAsync(left.Erased, cancel);
        if (left.DropBackups)
        {
            DropCopies();
        }

        backups.Erase(left.Erased);
        RemoveAside(left);
        await RemoveCopiedUploadsAsync(left, uploads, cancel);
        await RewriteAsync(cancel);
    }

    /// <summary>Copies of earlier states whose rows may still tell of what was erased: backups, what a restore moved aside, databases from before an upgrade.</summary>
    public IReadOnlyList<string> Copies() =>
        [.. backups.List().Select(b => b.Path), .. Directory.EnumerateDirectories(folders.Root, "aside-*"), .. Directory.EnumerateFiles(folders.Root, "*-before-*.db")];

    private void DropCopies()
    {
        foreach (var copy in Copies())
        {
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }

            File.Delete(copy);
        }

        if (Directory.Exists(backups.Blobs))
        {
            backups.KeepBlobs(new HashSet<string>());
        }
    }

    private async Task RemoveBlobsAsync(ErasureLeft left, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        foreach (var hash in left.Erased.Concat(left.Others).Where(h => ContentHash.TryParse(h, out _)))
        {
            if (left.Erased.Contains(hash) || !await BlobReferences.AnyAsync(db, hash, cancel))
            {
                blobs.Delete(ContentHash.Parse(hash));
                caches.Forget(ContentHash.Parse(hash));
            }
        }

        foreach (var artifact in left.Artifacts)
        {
            caches.Forget(artifact);
        }
    }

    /// <param name="gone">Uploads that held it, by id: a copy of one goes with it.</param>
    private async Task RemoveCopiedUploadsAsync(ErasureLeft left, IReadOnlyList<Guid> gone, CancellationToken cancel)
    {
        foreach (var file in Copies().Select(c => Path.Combine(c, "uploads")).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            if (gone.Any(id => Path.GetFileName(file) == id.ToString("N")) || await ErasedUploads.HoldAsync(file, left.Erased, ImportCaps.Default, cancel))
            {
                File.Delete(file);
            }
        }
    }

    private void RemoveAside(ErasureLeft left)
    {
        foreach (var aside in Directory.EnumerateDirectories(folders.Root, "aside-*"))
        {
            foreach (var blob in left.Erased.Select(h => Path.Combine(aside, "blobs", h[..2], h)).Where(File.Exists))
            {
                File.Delete(blob);
            }
        }
    }

    // Deleted rows stay readable in free pages and in the log of writes until both are written anew.
    private async Task RewriteAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", cancel);
        await db.Database.ExecuteSqlRawAsync("VACUUM", cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // Zero where nobody still read from the log; each try waits for readers as long as any write does.
            if (await command.ExecuteScalarAsync(cancel) is 0L)
            {
                return;
            }
        }

        throw new IOException("Somebody reads the database without a pause: erased rows may still be in its log. The next start finishes the erasure.");
    }
}
