using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns;

/// <summary>What people do with the ads of a campaign.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class CreativeActs(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    public const int MostPictures = 24;
    public const int MostInCampaign = 50;
    public const int LongestAltText = 400;

    /// <exception cref="CampaignException"><c>campaigns.tooManyAds(most)</c> and as <see cref="KeepAsync"/>.</exception>
    public async Task<Guid> MakeAsync(Viewer viewer, Guid campaignId, CreativeDraft draft, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var campaign = await db.Campaigns.VisibleTo(viewer).NotTrashed().OneToChangeAsync(campaignId, viewer, cancel);
        if (await db.Creatives.CountAsync(c => c.CampaignId == campaignId, cancel) >= MostInCampaign)
        {
            throw new CampaignException("campaigns.tooManyAds", MostInCampaign);
        }

        var now = clock.GetUtcNow();
        var creative = new Creative { Id = Guid.CreateVersion7(now), CampaignId = campaign.Id, Design = draft.Design, CreatedAt = now };
        db.Creatives.Add(creative);
        await TakeAsync(db, viewer, creative, draft, cancel);
        Reopen(campaign);
        await db.SaveChangesAsync(cancel);
        return creative.Id;
    }

    /// <exception cref="CampaignException"><c>campaigns.tooManyPictures(most)</c>, <c>campaigns.altTooLong(longest)</c>.</exception>
    public async Task KeepAsync(Viewer viewer, Guid id, CreativeDraft draft, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (campaign, creative) = await OneAsync(db, viewer, id, cancel);
        await TakeAsync(db, viewer, creative, draft, cancel);
        Reopen(campaign);
        await db.SaveChangesAsync(cancel);
    }

    public async Task DeleteAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (campaign, creative) = await OneAsync(db, viewer, id, cancel);
        db.Creatives.Remove(creative);
        Reopen(campaign);
        await db.SaveChangesAsync(cancel);
    }

    // What somebody approved is what they saw: a change asks again.
    private static void Reopen(Campaign campaign) => campaign.Stage = campaign.Stage >= CampaignStage.Approved ? CampaignStage.Review : campaign.Stage;

    private static async Task<(Campaign Campaign, Creative Creative)> OneAsync(StudioDb db, Viewer viewer, Guid id, CancellationToken cancel)
    {
        var creative = await db.Creatives.Include(c => c.Pictures).SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw RefusedException.NotFound();
        return (await db.Campaigns.VisibleTo(viewer).NotTrashed().OneToChangeAsync(creative.CampaignId, viewer, cancel), creative);
    }

    private async Task TakeAsync(StudioDb db, Viewer viewer, Creative creative, CreativeDraft draft, CancellationToken cancel)
    {
        List<Guid> pictures = [.. draft.Pictures.Distinct()];
        if (pictures.Count > MostPictures)
        {
            throw new CampaignException("campaigns.tooManyPictures", MostPictures);
        }

        if (draft.AltText.Length > LongestAltText)
        {
            throw new CampaignException("campaigns.altTooLong", LongestAltText);
        }

        var seen = db.Artifacts.VisibleTo(viewer).NotTrashed();
        if (await seen.CountAsync(a => pictures.Contains(a.Id) && a.Modality == Modality.Image, cancel) < pictures.Count
            || (draft.SoundId is { } sound && !await seen.AnyAsync(a => a.Id == sound && a.Modality == Modality.Audio, cancel)))
        {
            throw RefusedException.NotFound();
        }

        (creative.Design, creative.AltText, creative.SoundId, creative.ChangedAt) = (draft.Design, draft.AltText.Trim(), draft.SoundId, clock.GetUtcNow());
        creative.Pictures.RemoveAll(p => !pictures.Contains(p.ArtifactId));
        creative.Pictures.AddRange(pictures.Where(a => creative.Pictures.TrueForAll(p => p.ArtifactId != a)).Select(a => new CreativePicture { CreativeId = creative.Id, ArtifactId = a }));
        creative.Pictures.ForEach(p => p.Place = pictures.IndexOf(p.ArtifactId));
    }
}

/// <summary>An ad as somebody made it.</summary>
/// <param name="Pictures">Artifacts, in their places.</param>
public sealed record CreativeDraft(AdDesign Design, IReadOnlyList<Guid> Pictures, string AltText = "", Guid? SoundId = null);
