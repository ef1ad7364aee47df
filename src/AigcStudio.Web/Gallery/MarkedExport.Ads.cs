using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Web.Gallery;

public sealed partial class MarkedExport
{
    /// <summary>
    /// An ad for one channel as a marked PNG. The registry enters it under each of the pictures that it shows: whichever of them is asked about
    /// later, the ad is found. The caller disposes it, which deletes it from the spool.
    /// </summary>
    /// <param name="tiles">What it shows, as <see cref="Campaigns.AdDesk.PicturesAsync"/> gave it.</param>
    /// <exception cref="StudioException"><c>export.markNotRead</c>, <c>export.labelNotDrawn</c>, <c>export.gone</c>, <c>campaigns.noPicture</c>.</exception>
    public async Task<Stream> OpenAdAsync(
        Viewer viewer, Brand brand, CreativeView ad, IReadOnlyList<ArtifactTile> tiles, AdChannel channel, CancellationToken cancel)
    {
        var drawn = folders.NewSpoolFile();
        try
        {
            await ads.DrawAsync(viewer, brand, ad, channel, drawn, cancel);
            var (file, _) = await SpoolAsync(async path =>
            {
                var mark = MarkOf(await workspace.GetAsync(cancel), ad.Id);
                await media.MarkPictureAsync(drawn, PictureFormat.Png, mark, path, cancel);
                foreach (var tile in tiles)
                {
                    await book.EnterAsync(viewer, tile, DeliveryFormat.Get(Core.Datasets.Modality.Image, "png"), path, cancel);
                }

                return true;
            });
            return file;
        }
        finally
        {
            File.Delete(drawn);
        }
    }
}
