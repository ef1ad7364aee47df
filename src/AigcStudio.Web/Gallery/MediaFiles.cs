using AigcStudio.Core.Jobs;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Gallery;

/// <summary>
/// Files of the data root where Media may read them, for as long as this is not disposed: it reads blobs and its spool alone, see
/// <see cref="ChildRoom"/>, so that anything else is copied there.
/// </summary>
internal sealed class MediaFiles(StudioFolders folders) : IDisposable
{
    private string? _copies;

    /// <param name="path">Of a blob, of a file in the spool, or of one in a cache.</param>
    public string Of(string path)
    {
        if (Path.GetRelativePath(folders.Thumbnails, path).StartsWith("..", StringComparison.Ordinal))
        {
            return path;
        }

        _copies ??= folders.NewSpoolFolder();
        var copy = Path.Combine(_copies, Path.GetFileName(path));
        File.Copy(path, copy, overwrite: true);
        return copy;
    }

    public void Dispose()
    {
        if (_copies is { } folder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
