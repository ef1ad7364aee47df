using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Storage;

namespace AigcStudio.Web.Campaigns;

/// <summary>Takes in a brand's logo: a PNG that could be decoded, kept among the blobs.</summary>
public sealed class BrandLogos(BrandBook book, BlobStore blobs, StudioFolders folders, IMedia media)
{
    public const long MostBytes = 4 << 20;

    private const int LongestSide = 4_000;

    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="CampaignException"><c>brands.logo.refused(megabytes)</c>: too large, or no PNG that can be read.</exception>
    public async Task TakeAsync(Viewer viewer, Guid brandId, Stream source, CancellationToken cancel)
    {
        await book.GetAsync(viewer, brandId, cancel);
        var path = folders.NewSpoolFile();
        try
        {
            await BoundedFile.WriteAsync(source, path, MostBytes, Refused, cancel);
            var found = (await media.InspectPicturesAsync([path], new PictureCaps((long)LongestSide * LongestSide, LongestSide, MostBytes), cancel))[0];
            if (found.Refusal is not null || found.Format != "png")
            {
                throw Refused();
            }

            var blob = blobs.Take(path);
            await book.LogoAsync(viewer, brandId, blob.Hash.Hex, found.Width, found.Height, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static CampaignException Refused() => new("brands.logo.refused", MostBytes >> 20);
}
