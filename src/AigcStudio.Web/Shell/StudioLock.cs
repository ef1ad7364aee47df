using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Shell;

/// <summary>Holds a data root for this process: two studios on one folder would train the same run twice.</summary>
public sealed class StudioLock : IDisposable
{
    private readonly FileStream _file;

    private StudioLock(FileStream file) => _file = file;

    /// <exception cref="StartRefusedException">Another process holds it.</exception>
    public static StudioLock Take(StudioFolders folders)
    {
        var path = Path.Combine(folders.Root, "studio.lock");
        try
        {
            // FileShare.None is flock() on Linux: the kernel gives it back however this process ends.
            return new StudioLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StartRefusedException(
                $"Another studio works on '{folders.Root}'. Stop it, or give this one a Studio:DataRoot of its own.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
