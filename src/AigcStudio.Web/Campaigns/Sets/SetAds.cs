using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>Makes an ad of a set.</summary>
public sealed class SetAds(CampaignReader campaigns, SetReader reader, FirstDraft drafts, CreativeActs acts)
{
    /// <summary>
    /// The set's picture first, then the next best of its mood; the text as headline, as much of it as the campaign's first channel takes, the
    /// rest as body; the sound; all else as <see cref="FirstDraft"/> has it.
    /// </summary>
    /// <param name="place">Of the set among those offered, from 0.</param>
    /// <returns>The ad.</returns>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="CampaignException"><c>sets.place.missing</c>: no set is offered there; <c>campaigns.noPicture</c>, and as <see cref="CreativeActs.MakeAsync"/>.</exception>
    public async Task<Guid> MakeAsync(Viewer viewer, Guid campaignId, Guid setId, int place, CancellationToken cancel)
    {
        var campaign = await campaigns.GetAsync(viewer, campaignId, cancel);
        var drawn = await reader.GetAsync(viewer, campaignId, setId, cancel);
        var set = drawn.Sets.ElementAtOrDefault(place) ?? throw new CampaignException("sets.place.missing");
        var first = set.Picture?.Tile.Id ?? throw new CampaignException("campaigns.noPicture");
        var (headline, body) = HeadlineCut.Of(set.Headline?.Text ?? campaign.Card.Name, AdChannels.Find(campaign.Channels[0]).HeadlineMost);
        var pictures = drawn.Pictures.Where(p => p != first).Prepend(first).Take(FirstDraft.Pictures);
        var design = await drafts.DesignAsync(viewer, campaign, headline, body, cancel);
        return await acts.MakeAsync(viewer, campaignId, new CreativeDraft(design, [.. pictures], SoundId: set.Sound?.Tile.Id), cancel);
    }
}
