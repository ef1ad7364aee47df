namespace AigcStudio.Data.Storage;

/// <summary>
/// A file that takes room while there is some and gives it back when the disk is full: what is left then is enough for the rows that say so,
/// for signing in and for tidying up.
/// </summary>
public sealed class DiskReserve(StudioFolders folders)
{
    /// <summary>Some thousands of commits of the database.</summary>
    public const long Bytes = 8L << 20;

    // Full, or as good as full: a commit that needs more is lost.
    private const long LeastFreeBytes = Bytes / 8;

    // Taken again only where that leaves room for work.
    private const long RoomyBytes = Bytes * 3;

    private readonly Lock _gate = new();

    private string Path => System.IO.Path.Combine(folders.Root, "reserve");

    /// <summary>Takes the reserve where there is room, gives it back where there is none.</summary>
    public void Mind() => Mind(new DriveInfo(folders.Root).AvailableFreeSpace);

    /// <param name="freeBytes">What the disk has left.</param>
    public void Mind(long freeBytes)
    {
        if (freeBytes < LeastFreeBytes)
        {
            Release();
        }
        else if (freeBytes > RoomyBytes && !File.Exists(Path))
        {
            Take();
        }
    }

    /// <summary>Gives it back; nothing happens where it is gone already.</summary>
    public void Release()
    {
        lock (_gate)
        {
            File.Delete(Path);
        }
    }

    private void Take()
    {
        lock (_gate)
        {
            try
            {
                using var file = new FileStream(
                    Path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = Bytes });
                file.SetLength(Bytes);
            }
            catch (IOException)
            {
                // Somebody was quicker to fill the disk: the next look decides anew.
                File.Delete(Path);
            }
        }
    }
}
