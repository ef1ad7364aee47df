using AigcStudio.Core;

namespace AigcStudio.Data.Storage.Backups;

/// <summary>
/// Where backups lie: a folder for each, named by its time, with <c>studio.db</c>, <c>keys</c>, <c>uploads</c> and <c>manifest.json</c>; and one
/// folder of blobs that they share. A backup without its manifest was never finished.
/// </summary>
public sealed class BackupFolder
{
    private const string Begins = "studio-";

    // Others on the host may read neither the rows nor the keys.
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <param name="root">Made when the first backup is.</param>
    public BackupFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Hashes that were erased since: what a backup still names of them is not brought back.</summary>
    public string Erased => Path.Combine(Root, "erased.txt");

    /// <summary>Where a blob lies, whether or not it is there.</summary>
    public string BlobOf(string hash) => Path.Combine(Blobs, hash[..2], hash);

    /// <summary>The finished ones, newest first.</summary>
    public IReadOnlyList<BackupMade> List() => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateDirectories(Root, Begins + "*").Select(Read).OfType<BackupMade>().OrderByDescending(b => b.Manifest.At)];

    /// <summary>The backup in this folder; null where it is none or was never finished.</summary>
    public static BackupMade? Read(string path)
    {
        var manifest = Path.Combine(path, "manifest.json");
        return File.Exists(manifest) && BackupManifest.FromJson(File.ReadAllText(manifest)) is { } found
            ? new BackupMade(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Path.GetFullPath(path), found)
            : null;
    }

    /// <summary>Hashes of <see cref="Erased"/>.</summary>
    public IReadOnlySet<string> ReadErased() => File.Exists(Erased)
        ? File.ReadLines(Erased).Where(l => ContentHash.TryParse(l, out _)).ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Takes bytes out of every backup, and notes that they are not to come back.</summary>
    public void Erase(IReadOnlyCollection<string> hashes)
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        var temporary = Erased + ".new";
        File.WriteAllLines(temporary, ReadErased().Union(hashes).Order(StringComparer.Ordinal));
        AtomicFile.Commit(temporary, Erased);
        foreach (var blob in hashes.Select(BlobOf).Where(File.Exists))
        {
            File.Delete(blob);
        }
    }

    /// <summary>Deletes all but the newest.</summary>
    public void Keep(int most)
    {
        foreach (var old in List().Skip(most))
        {
            Directory.Delete(old.Path, recursive: true);
        }
    }

    /// <summary>Deletes blobs that no backup needs any more.</summary>
    /// <param name="needed">By all backups together.</param>
    public void KeepBlobs(IReadOnlySet<string> needed)
    {
        foreach (var blob in Directory.EnumerateFiles(Blobs, "*", SearchOption.AllDirectories).Where(b => !needed.Contains(Path.GetFileName(b))))
        {
            File.Delete(blob);
        }
    }

    /// <summary>An empty folder for the next one, which gets its name when it is finished; what a kill left of others is gone.</summary>
    internal string Begin()
    {
        Directory.CreateDirectory(Root, Private);
        Directory.CreateDirectory(Blobs, Private);
        foreach (var left in Directory.EnumerateDirectories(Root, "." + Begins + "*"))
        {
            Directory.Delete(left, recursive: true);
        }

        return Directory.CreateDirectory(Path.Combine(Root, "." + Begins + Guid.CreateVersion7().ToString("N")), Private).FullName;
    }

    /// <summary>Makes it durable and gives it its name.</summary>
    internal BackupMade Finish(string making, BackupManifest manifest)
    {
        File.WriteAllText(Path.Combine(making, "manifest.json"), manifest.ToJson());
        AtomicFile.SyncFileSystem(Root);
        var name = Begins + manifest.At.ToString("yyyyMMdd-HHmmss-fff", System.Globalization.CultureInfo.InvariantCulture);
        var path = Path.Combine(Root, name);
        Directory.Move(making, path);
        AtomicFile.Sync(Root);
        return new BackupMade(name, path, manifest);
    }

    /// <summary>One backup at a time, whichever process makes it.</summary>
    /// <exception cref="StorageException"><c>storage.backup.busy</c>.</exception>
    internal FileStream TakeTurn()
    {
        Directory.CreateDirectory(Root, Private);
        try
        {
            return new FileStream(Path.Combine(Root, "backup.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(Root, "backup.lock")))
        {
            throw new StorageException("storage.backup.busy");
        }
    }
}
