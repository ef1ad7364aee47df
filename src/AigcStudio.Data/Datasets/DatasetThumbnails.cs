using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Datasets;

/// <summary>Thumbnails of stored pictures, by hash and size: a cache that is filled when somebody looks.</summary>
public sealed class DatasetThumbnails(StudioFolders folders, BlobStore blobs, IMedia media)
{
    /// <summary>Longer side in pixels, for a tile and for a closer look.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [192, 768];

    /// <summary>The path of a WebP file; made first where it is not there.</summary>
    /// <param name="wanted">Pixels asked for; answered by the next larger of <see cref="Sizes"/>.</param>
    public async Task<string> MakeAsync(ContentHash hash, int wanted, CancellationToken cancel)
    {
        var size = Sizes.FirstOrDefault(s => s >= wanted, Sizes[^1]);
        var folder = Path.Combine(folders.Thumbnails, hash.Hex[..2]);
        var path = Path.Combine(folder, $"{hash.Hex}-{size}.webp");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            var made = folders.NewSpoolFile();
            await media.MakeThumbnailAsync(blobs.PathOf(hash), size, made, cancel);
            File.Move(made, path, overwrite: true);
        }

        return path;
    }
}
