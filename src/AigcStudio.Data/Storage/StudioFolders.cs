namespace AigcStudio.Data.Storage;

/// <summary>
/// The folders under <c>Studio:DataRoot</c>. <see cref="Spool"/> is this process's own and goes with it; it is on the
/// same file system as the blobs, so that a finished file moves for nothing.
/// </summary>
public sealed class StudioFolders : IDisposable
{
    private readonly FileStream _spoolLock;

    /// <exception cref="IOException">The root cannot be made or written.</exception>
    public StudioFolders(string dataRoot)
    {
        Root = Path.GetFullPath(dataRoot);
        foreach (var folder in new[] { Blobs, Uploads, Packs, Rulers, Thumbnails, Spools, Keys, Logs })
        {
            Directory.CreateDirectory(folder);
        }

        CloseKeys();

        // The lock is taken before the folder is there, so no sweeper finds the folder unlocked.
        Spool = Path.Combine(Spools, Guid.CreateVersion7().ToString("N")[^12..]);
        _spoolLock = OpenLock(Spool);
        Directory.CreateDirectory(Spool);
        SweepSpools();
    }

    public string Root { get; }

    public string Database => Path.Combine(Root, "studio.db");

    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Uploads on their way, by file id: kept over a restart, so that they resume.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Prepared packs: a cache.</summary>
    public string Packs => Path.Combine(Root, "packs");

    /// <summary>Rulers of dataset versions: a cache.</summary>
    public string Rulers => Path.Combine(Root, "rulers");

    /// <summary>Where the ruler of a version lies, for examples of that form.</summary>
    public string RulerOf(Guid versionId, Core.Datasets.ExampleForm form) => Path.Combine(Rulers, $"{versionId:N}-{form.Key}.safetensors");

    /// <summary>Thumbnails: a cache.</summary>
    public string Thumbnails => Path.Combine(Root, "thumbnails");

    /// <summary>Passing files of this process alone; those of dead processes are thrown away at the next start.</summary>
    public string Spool { get; }

    public string Keys => Path.Combine(Root, "keys");

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Keeps everybody but the studio's own account from its keys, also from those of an earlier release.</summary>
    public void CloseKeys()
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Keys, Own | UnixFileMode.UserExecute);
        foreach (var key in Directory.EnumerateFiles(Keys))
        {
            File.SetUnixFileMode(key, Own);
        }
    }

    private string Spools => Path.Combine(Root, "spool");

    /// <summary>A name that nobody uses, for a file the caller makes and moves or deletes.</summary>
    public string NewSpoolFile() => Path.Combine(Spool, Guid.CreateVersion7().ToString("N"));

    /// <summary>A new empty folder, which the caller deletes.</summary>
    public string NewSpoolFolder() => Directory.CreateDirectory(NewSpoolFile()).FullName;

    public void Dispose()
    {
        if (Directory.Exists(Spool))
        {
            Directory.Delete(Spool, recursive: true);
        }

        File.Delete(_spoolLock.Name);
        _spoolLock.Dispose();
    }

    private static FileStream OpenLock(string spool) =>
        new(spool + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private void SweepSpools()
    {
        foreach (var folder in Directory.EnumerateDirectories(Spools).Where(f => f != Spool).ToList())
        {
            try
            {
                using var abandoned = OpenLock(folder);
                Directory.Delete(folder, recursive: true);
                File.Delete(abandoned.Name);
            }
            catch (IOException)
            {
                // Its process lives and holds the lock.
            }
        }
    }
}
