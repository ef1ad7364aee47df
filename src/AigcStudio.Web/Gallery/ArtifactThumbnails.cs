using System.Collections.Concurrent;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Gallery;

/// <summary>Small pictures for grids, made when first asked for and kept by hash and size: a cache that can be thrown away.</summary>
public sealed class ArtifactThumbnails(IMedia media, BlobStore blobs, StudioFolders folders, ArtifactCaches caches)
{
    /// <summary>Longer sides, px.</summary>
    public static readonly IReadOnlyList<int> Sizes = [256, 640];

    private readonly ConcurrentDictionary<string, Task> _making = new();

    /// <returns>The path of a WebP.</returns>
    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public async Task<string> MakeAsync(ContentHash hash, int longSide, CancellationToken cancel)
    {
        var size = Sizes.Contains(longSide) ? longSide : Sizes[0];
        var path = caches.ThumbnailOf(hash, size);
        if (!File.Exists(path))
        {
            // Fifty tiles of one picture at once make it once.
            await _making.GetOrAdd(path, p => MakeOnceAsync(hash, size, p)).WaitAsync(cancel);
        }

        return path;
    }

    private async Task MakeOnceAsync(ContentHash hash, int size, string path)
    {
        await Task.Yield();
        var temporary = folders.NewSpoolFile();
        try
        {
            if (!blobs.Has(hash))
            {
                throw new ExportException("export.gone");
            }

            await media.MakeThumbnailAsync(blobs.PathOf(hash), size, temporary, CancellationToken.None);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
            _making.TryRemove(path, out _);
        }
    }
}
