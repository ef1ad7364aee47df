using System.Security.Cryptography;
using AigcStudio.Core;

namespace AigcStudio.Data.Storage;

/// <summary>
/// Bytes by their SHA-256, under <c>blobs/ab/abcdef...</c>. A blob is written beside, made durable, then named;
/// adding the same bytes again costs only the reading. Nothing outside this class knows where a blob lies,
/// except the child processes, which are handed <see cref="PathOf"/>.
/// </summary>
public sealed class BlobStore(StudioFolders folders)
{
    /// <summary>Stores a stream.</summary>
    /// <exception cref="IOException">The disk is full or refuses; nothing was added.</exception>
    public async Task<StoredBlob> AddAsync(Stream source, CancellationToken cancel)
    {
        var temporary = folders.NewSpoolFile();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0; length += read)
                {
                    hash.AppendData(buffer, 0, read);
                    await target.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            var name = ContentHash.FromDigest(hash.GetHashAndReset());
            Place(temporary, name, durable: true);
            return new StoredBlob(name, length);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Takes over a finished file of the spool: it is moved, not copied.</summary>
    public StoredBlob Take(string path) => TakeMany([path])[0];

    /// <summary>Takes over many small files at the price of two flushes of the file system instead of two for each.</summary>
    public IReadOnlyList<StoredBlob> TakeMany(IReadOnlyList<string> paths)
    {
        var blobs = paths.Select(HashFile).ToList();
        if (paths.Count > 1)
        {
            AtomicFile.SyncFileSystem(folders.Blobs);
        }

        for (var i = 0; i < paths.Count; i++)
        {
            Place(paths[i], blobs[i].Hash, durable: paths.Count == 1);
            File.Delete(paths[i]);
        }

        if (paths.Count > 1)
        {
            AtomicFile.SyncFileSystem(folders.Blobs);
        }

        return blobs;
    }

    public bool Has(ContentHash hash) => File.Exists(PathOf(hash));

    /// <exception cref="FileNotFoundException">No such blob.</exception>
    public Stream Open(ContentHash hash) =>
        new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);

    /// <summary>Where the blob lies: for child processes only, never for an answer to a browser.</summary>
    public string PathOf(ContentHash hash) => Path.Combine(folders.Blobs, hash.Hex[..2], hash.Hex);

    /// <summary>Forgets a blob; nothing happens where it is gone already.</summary>
    public void Delete(ContentHash hash) => File.Delete(PathOf(hash));

    /// <summary>Every blob there is, for the integrity check and the clean-up.</summary>
    public IEnumerable<ContentHash> All() =>
        Directory.EnumerateFiles(folders.Blobs, "*", SearchOption.AllDirectories)
            .Select(p => ContentHash.TryParse(Path.GetFileName(p), out var hash) ? hash : (ContentHash?)null)
            .OfType<ContentHash>();

    private static StoredBlob HashFile(string path)
    {
        using var stream = File.OpenRead(path);
        return new StoredBlob(ContentHash.FromDigest(SHA256.HashData(stream)), stream.Length);
    }

    private void Place(string temporary, ContentHash hash, bool durable)
    {
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Sync(folders.Blobs);
        }

        if (durable)
        {
            AtomicFile.Commit(temporary, path);
        }
        else
        {
            File.Move(temporary, path, overwrite: true);
        }
    }
}

/// <summary>A blob that is safely on disk.</summary>
public readonly record struct StoredBlob(ContentHash Hash, long Length);
