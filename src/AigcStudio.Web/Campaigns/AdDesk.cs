using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;

namespace AigcStudio.Web.Campaigns;

/// <summary>Lays out and draws an ad for one channel, from its design, its brand and the pictures that the viewer may see.</summary>
public sealed class AdDesk(GalleryReader gallery, BlobStore blobs, IMedia media)
{
    /// <param name="path">Where the PNG goes: unmarked, for the eye or for <see cref="MarkedExport"/>.</param>
    /// <exception cref="CampaignException"><c>campaigns.noPicture</c>: none is left that the viewer may see.</exception>
    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public async Task<AdLook> DrawAsync(Viewer viewer, Brand brand, CreativeView ad, AdChannel channel, string path, CancellationToken cancel)
    {
        var tiles = await PicturesAsync(viewer, ad, cancel);
        var logo = Logo(brand);
        var plan = AdLayouts.Plan(ad.Design, brand.Book, channel, [.. tiles.Select(t => (t.Width, t.Height))], logo is null ? null : (brand.LogoWidth, brand.LogoHeight));
        return await media.ComposeAdAsync(new AdSheet(plan, [.. tiles.Select(PathOf)], logo), path, cancel);
    }

    /// <summary>What an ad shows, in its order.</summary>
    /// <exception cref="CampaignException"><c>campaigns.noPicture</c>.</exception>
    public async Task<IReadOnlyList<ArtifactTile>> PicturesAsync(Viewer viewer, CreativeView ad, CancellationToken cancel)
    {
        var found = (await gallery.TilesAsync(viewer, ad.Pictures, cancel)).ToDictionary(t => t.Id);
        List<ArtifactTile> tiles = [.. ad.Pictures.Where(found.ContainsKey).Select(id => found[id])];
        return tiles.Count > 0 ? tiles : throw new CampaignException("campaigns.noPicture");
    }

    private string? Logo(Brand brand) => brand.LogoBlobHash is { } hash && blobs.Has(ContentHash.Parse(hash)) ? blobs.PathOf(ContentHash.Parse(hash)) : null;

    private string PathOf(ArtifactTile tile) =>
        ContentHash.Parse(tile.BlobHash) is var hash && blobs.Has(hash) ? blobs.PathOf(hash) : throw new ExportException("export.gone");
}
