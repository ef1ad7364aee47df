namespace AigcStudio.Data.Storage;

/// <summary>
/// The folders under <c>Studio:DataRoot</c>. <see cref="Spool"/> holds only what can be thrown away at start; it is on the
/// same file system as the blobs, so that a finished file moves for nothing.
/// </summary>
public sealed class StudioFolders
{
    /// <exception cref="IOException">The root cannot be made or written.</exception>
    public StudioFolders(string dataRoot)
    {
        Root = Path.GetFullPath(dataRoot);
        foreach (var folder in new[] { Blobs, Uploads, Packs, Thumbnails, Spool, Keys, Logs })
        {
            Directory.CreateDirectory(folder);
        }
    }

    public string Root { get; }

    public string Database => Path.Combine(Root, "studio.db");

    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Uploads on their way, by file id: kept over a restart, so that they resume.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Prepared packs: a cache.</summary>
    public string Packs => Path.Combine(Root, "packs");

    /// <summary>Thumbnails: a cache.</summary>
    public string Thumbnails => Path.Combine(Root, "thumbnails");

    public string Spool => Path.Combine(Root, "spool");

    public string Keys => Path.Combine(Root, "keys");

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>A name that nobody uses, for a file the caller makes and moves or deletes.</summary>
    public string NewSpoolFile() => Path.Combine(Spool, Guid.CreateVersion7().ToString("N"));

    /// <summary>A new empty folder, which the caller deletes.</summary>
    public string NewSpoolFolder() => Directory.CreateDirectory(NewSpoolFile()).FullName;
}
