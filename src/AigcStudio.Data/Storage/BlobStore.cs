using System.Diagnostics;
using System.Diagnostics.Metrics;
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
    private static readonly Counter<long> Written = Watching.Meter.CreateCounter<long>("aigc.blobs.taken", "By", "Bytes that the blob store took in since the studio started.");

    // Who stores bytes that are there already and who deletes them take turns: the one keeps them, or the other's deed is undone by a new file.
    private readonly Lock _turn = new();

    // The clock of the file system, whatever a test's says.
    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Stores a stream.</summary>
    /// <exception cref="IOException">The disk is full or refuses; nothing was added.</exception>
    public async Task<StoredBlob> AddAsync(Stream source, CancellationToken cancel)
    {
        using var span = Watching.Storage.StartActivity("blob write");
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
            Told(span, 1, length);
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
        using var span = Watching.Storage.StartActivity("blob write");
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

        Told(span, blobs.Count, blobs.Sum(b => b.Length));
        return blobs;
    }

    public bool Has(ContentHash hash) => File.Exists(PathOf(hash));

    /// <exception cref="FileNotFoundException">No such blob.</exception>
    public Stream Open(ContentHash hash) =>
        new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);

    /// <summary>Where the blob lies: for child processes only, never for an answer to a browser.</summary>
    public string PathOf(ContentHash hash) => Path.Combine(folders.Blobs, hash.Hex[..2], hash.Hex);

    /// <summary>Forgets a blob; nothing happens where it is gone already.</summary>
    public void Delete(ContentHash hash)
    {
        // Where its folder was never made, File.Delete throws.
        if (Has(hash))
        {
            File.Delete(PathOf(hash));
        }
    }

    /// <summary>Forgets a blob unless it was stored, or stored once more, at the cut or later.</summary>
    /// <returns>True where it is gone now and was there.</returns>
    public bool DeleteStoredBefore(ContentHash hash, DateTimeOffset cut)
    {
        lock (_turn)
        {
            var file = new FileInfo(PathOf(hash));
            if (!file.Exists || file.LastWriteTimeUtc >= cut.UtcDateTime)
            {
                return false;
            }

            file.Delete();
            return true;
        }
    }

    /// <summary>The folders of blobs, by the first two digits of their hashes.</summary>
    public IReadOnlyList<string> Prefixes() => [.. Directory.EnumerateDirectories(folders.Blobs).Select(d => Path.GetFileName(d)).Where(n => n.Length == 2).Order()];

    /// <summary>The blobs of one folder.</summary>
    public IReadOnlyList<BlobFile> In(string prefix)
    {
        var folder = new DirectoryInfo(Path.Combine(folders.Blobs, prefix));
        return folder.Exists
            ? [.. folder.EnumerateFiles()
                .Where(f => ContentHash.TryParse(f.Name, out _))
                .Select(f => new BlobFile(ContentHash.Parse(f.Name), f.Length, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero)))]
            : [];
    }

    /// <summary>Bytes of a blob; 0 where there is none.</summary>
    public long LengthOf(ContentHash hash) => new FileInfo(PathOf(hash)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Every blob there is, for the integrity check and the clean-up.</summary>
    public IEnumerable<ContentHash> All() =>
        Directory.EnumerateFiles(folders.Blobs, "*", SearchOption.AllDirectories)
            .Select(p => ContentHash.TryParse(Path.GetFileName(p), out var hash) ? hash : (ContentHash?)null)
            .OfType<ContentHash>();

    // Bytes that are stored once more count as stored now, so that no clean-up takes them before their new row is written.
    private bool Touch(string path)
    {
        lock (_turn)
        {
            if (!File.Exists(path))
            {
                return false;
            }

            File.SetLastWriteTimeUtc(path, Now);
            return true;
        }
    }

    private static void Told(Activity? span, int count, long bytes)
    {
        Written.Add(bytes);
        span?.SetTag("blob.count", count).SetTag("blob.bytes", bytes);
    }

    private static StoredBlob HashFile(string path)
    {
        using var stream = File.OpenRead(path);
        return new StoredBlob(ContentHash.FromDigest(SHA256.HashData(stream)), stream.Length);
    }

    private void Place(string temporary, ContentHash hash, bool durable)
    {
        var path = PathOf(hash);
        if (Touch(path))
        {
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Sync(folders.Blobs);
        }

        File.SetLastWriteTimeUtc(temporary, Now);
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
