using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;

namespace AigcStudio.Web.Campaigns;

/// <summary>Lays out and draws an ad for one channel, from its design, its brand and the pictures that the viewer may see.</summary>
public sealed class AdDesk(GalleryReader gallery, AdEnlarging enlarging, AdPress press, BlobStore blobs)
{
    // Less than this is rounding, which nobody wants to move about.
    private const double Uncropped = 0.97;

    /// <summary>Unmarked, for the eye or for <see cref="MarkedExport"/>.</summary>
    /// <exception cref="CampaignException"><c>campaigns.noPicture</c>: none is left that the viewer may see.</exception>
    /// <exception cref="ExportException"><c>export.gone</c>.</exception>
    public async Task<DrawnAd> DrawAsync(Viewer viewer, Brand brand, CreativeView ad, AdChannel channel, CancellationToken cancel)
    {
        var tiles = await PicturesAsync(viewer, ad, cancel);
        var logo = Logo(brand);
        var large = ad.Design.Enlarger is { } model ? await enlarging.ForAsync(viewer, model, tiles, Plan, cancel) : EnlargedPictures.None;
        var sizes = AdEnlarging.Sizes(tiles, large.Made);
        var sheet = new AdSheet(Plan(sizes), [.. tiles.Select(t => large.Made.TryGetValue(t.Id, out var made) ? made.Path : blobs.PathOf(t))], logo);
        var cropped = sheet.Plan.Tiles.Any(t => t.Part.Width < Uncropped * sizes[t.Picture].Width || t.Part.Height < Uncropped * sizes[t.Picture].Height);
        return new DrawnAd(await press.PrintAsync(sheet, cancel), tiles, large, cropped);

        AdPlan Plan(IReadOnlyList<(int Width, int Height)> pictures) =>
            AdLayouts.Plan(ad.Design, brand.Book, channel, pictures, logo is null ? null : (brand.LogoWidth, brand.LogoHeight));
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
}

/// <summary>An ad as it was drawn, and of what.</summary>
/// <param name="Tiles">What it shows.</param>
/// <param name="Large">Which of them were enlarged.</param>
/// <param name="Cropped">Something of a picture does not show: the design's focus says what.</param>
public sealed record DrawnAd(AdPrint Print, IReadOnlyList<ArtifactTile> Tiles, EnlargedPictures Large, bool Cropped);
