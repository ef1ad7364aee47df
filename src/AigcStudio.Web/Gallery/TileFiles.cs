using AigcStudio.Core;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Gallery;

internal static class TileFiles
{
    /// <summary>Where an artifact's bytes lie.</summary>
    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public static string PathOf(this BlobStore blobs, ArtifactTile tile) =>
        ContentHash.Parse(tile.BlobHash) is var hash && blobs.Has(hash) ? blobs.PathOf(hash) : throw new ExportException("export.gone");
}
