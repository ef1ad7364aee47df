using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Models.Enlarging;

namespace AigcStudio.Web.Campaigns;

/// <summary>What a new ad begins with: the team's best-liked pictures that are no copies, the brand's colours, the campaign's name; enlarged where a model for it is there.</summary>
public sealed class FirstDraft(GalleryReader gallery, EnlargerChoice enlargers)
{
    internal const int Pictures = 6;
    private const int Looked = 200;

    public async Task<CreativeDraft> ForAsync(Viewer viewer, CampaignView campaign, CancellationToken cancel)
    {
        var tiles = (await gallery.ListAsync(viewer, new GalleryFilter(Modality.Image), null, Looked, cancel)).Items;
        var best = tiles.Where(t => !t.NearCopy).OrderByDescending(t => t.Stars).ThenByDescending(t => t.Id).Take(Pictures).Select(t => t.Id);
        return new CreativeDraft(await DesignAsync(viewer, campaign, campaign.Card.Name, "", cancel), [.. best]);
    }

    /// <summary>How every new ad looks, whatever it shows: in the brand's colours, its pictures enlarged by the model that the viewer's pictures are enlarged by.</summary>
    internal async Task<AdDesign> DesignAsync(Viewer viewer, CampaignView campaign, string headline, string body, CancellationToken cancel)
    {
        var (ground, ink, accent) = Colours(campaign.Brand.Book.Palette);
        var enlarger = await enlargers.BestAsync(viewer, cancel);
        return new AdDesign("pattern", headline, body, "", ground, ink, accent, Enlarger: enlarger?.Id);
    }

    /// <summary>The lightest colour lies under everything, the darkest is written in, and the most colourful of the others stands out.</summary>
    internal static (string Ground, string Ink, string Accent) Colours(IReadOnlyList<string> palette)
    {
        List<string> byLight = [.. palette.OrderBy(Light)];
        var (ink, ground) = (byLight[0], byLight[^1]);
        var others = palette.Where(c => c != ink && c != ground).ToList();
        return (ground, ink, others.Count == 0 ? ink : others.MaxBy(Chroma)!);
    }

    private static double Light(string colour) => HexColour.Parse(colour) is var (red, green, blue) ? (0.2126 * red) + (0.7152 * green) + (0.0722 * blue) : 0;

    private static int Chroma(string colour) => HexColour.Parse(colour) is var (red, green, blue) ? Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) : 0;
}
