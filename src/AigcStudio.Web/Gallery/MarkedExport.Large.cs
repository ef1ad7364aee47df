using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

public sealed partial class MarkedExport
{
    /// <summary>As <see cref="OpenAsync"/>, of a picture that was made larger: the artifact's own mark, and a row of its own in the registry.</summary>
    /// <param name="tile">A picture that the viewer may see.</param>
    /// <param name="largePath">The larger one, without a mark.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>.</exception>
    public async Task<Stream> OpenLargeAsync(Viewer viewer, ArtifactTile tile, DeliveryFormat format, string largePath, CancellationToken cancel)
    {
        var (file, _) = await SpoolAsync(async path =>
        {
            var mark = MarkOf(await workspace.GetAsync(cancel), tile.Id);
            using var files = new MediaFiles(folders);
            await media.MarkPictureAsync(files.Of(largePath), Enum.Parse<PictureFormat>(format.Id, ignoreCase: true), mark, path, cancel);
            await book.EnterAsync(viewer, tile, format, path, cancel);
            return true;
        });
        return file;
    }
}
