using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns;

/// <summary>Reads of campaigns and their ads. A viewer sees of an ad only the pictures that they may see anyway.</summary>
public sealed class CampaignReader(IDbContextFactory<StudioDb> databases)
{
    public const int MostAtOnce = 200;

    /// <summary>Newest first.</summary>
    /// <param name="after">The last id of the piece before, or null for the first piece.</param>
    public async Task<Page<CampaignCard>> ListAsync(Viewer viewer, CampaignStage? stage, Guid? after, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, MostAtOnce);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed();
        found = stage is { } wanted ? found.Where(c => c.Stage == wanted) : found;
        found = after is { } last ? found.Where(c => c.Id.CompareTo(last) < 0) : found;
        var cards = await Cards(db, viewer, found.OrderByDescending(c => c.Id).Take(take + 1)).ToListAsync(cancel);
        return new Page<CampaignCard>([.. cards.Take(take)], cards.Count > take ? cards[take - 1].Id.ToString() : null);
    }

    /// <summary>What waits for the viewer: their own campaigns that have not gone out, and those of others that wait for a look. The next due first, then the newest.</summary>
    public async Task<IReadOnlyList<CampaignCard>> OpenAsync(Viewer viewer, int take, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var open = db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed()
            .Where(c => c.Stage == CampaignStage.Review || (c.OwnerId == viewer.PersonId && c.Stage != CampaignStage.Delivered));
        var next = open.OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenByDescending(c => c.Id);
        return await Cards(db, viewer, next.Take(Math.Clamp(take, 1, MostAtOnce))).ToListAsync(cancel);
    }

    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<CampaignView> GetAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var one = db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed().Where(c => c.Id == id);
        var campaign = await one.SingleOrDefaultAsync(cancel) ?? throw RefusedException.NotFound();
        var card = await Cards(db, viewer, one).SingleAsync(cancel);
        var brand = await db.Brands.AsNoTracking().SingleAsync(b => b.Id == campaign.BrandId, cancel);
        return new CampaignView(card, campaign.Brief, campaign.Channels, brand, await CreativesAsync(db, viewer, id, cancel));
    }

    private static async Task<IReadOnlyList<CreativeView>> CreativesAsync(StudioDb db, Viewer viewer, Guid campaignId, CancellationToken cancel)
    {
        var creatives = await db.Creatives.AsNoTracking().Where(c => c.CampaignId == campaignId).Include(c => c.Pictures).OrderBy(c => c.Id).ToListAsync(cancel);
        var asked = creatives.SelectMany(c => c.Pictures).Select(p => p.ArtifactId).Concat(creatives.Where(c => c.SoundId != null).Select(c => c.SoundId!.Value)).Distinct();
        var seen = (await db.Artifacts.VisibleTo(viewer).NotTrashed().Where(a => asked.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancel)).ToHashSet();
        return [.. creatives.Select(c => new CreativeView(
            c.Id,
            c.CampaignId,
            c.Design,
            c.AltText,
            c.SoundId is { } sound && seen.Contains(sound) ? sound : null,
            [.. c.Pictures.OrderBy(p => p.Place).Select(p => p.ArtifactId).Where(seen.Contains)],
            c.CreatedAt,
            c.ChangedAt))];
    }

    private static IQueryable<CampaignCard> Cards(StudioDb db, Viewer viewer, IQueryable<Campaign> campaigns)
    {
        var seen = db.Artifacts.VisibleTo(viewer).NotTrashed();
        return
            from c in campaigns
            join b in db.Brands on c.BrandId equals b.Id
            select new CampaignCard(
                c.Id,
                c.Name,
                c.OwnerId,
                db.People.Where(p => p.Id == c.OwnerId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
                b.Id,
                b.Name,
                c.Stage,
                c.DueOn,
                db.Creatives.Count(k => k.CampaignId == c.Id),
                (from k in db.Creatives
                 where k.CampaignId == c.Id
                 from x in k.Pictures
                 where seen.Any(a => a.Id == x.ArtifactId)
                 orderby k.Id descending, x.Place
                 select (Guid?)x.ArtifactId).FirstOrDefault(),
                c.Visibility,
                c.CreatedAt,
                viewer.CanCreate && (viewer.IsAdmin || c.OwnerId == viewer.PersonId));
    }
}
