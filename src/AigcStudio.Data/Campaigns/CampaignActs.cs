using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns;

/// <summary>What people do with campaigns: begin, change, move on, put in the trash and take back.</summary>
/// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
public sealed class CampaignActs(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider clock)
{
    public const int LongestName = 120;
    public const int LongestBrief = 20_000;

    /// <exception cref="CampaignException">As <see cref="CheckedAsync"/>.</exception>
    public async Task<Guid> MakeAsync(Viewer viewer, CampaignPlan plan, CancellationToken cancel)
    {
        viewer.MustBeCreator();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var kept = await CheckedAsync(db, viewer, plan, cancel);
        var now = clock.GetUtcNow();
        var campaign = new Campaign { Id = Guid.CreateVersion7(now), Name = kept.Name, OwnerId = viewer.PersonId, CreatedAt = now };
        Take(campaign, kept);
        db.Campaigns.Add(campaign);
        await db.SaveChangesAsync(cancel);
        return campaign.Id;
    }

    /// <exception cref="CampaignException">As <see cref="CheckedAsync"/>.</exception>
    public async Task ChangeAsync(Viewer viewer, Guid id, CampaignPlan plan, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var campaign = await db.Campaigns.VisibleTo(viewer).NotTrashed().OneToChangeAsync(id, viewer, cancel);
        Take(campaign, await CheckedAsync(db, viewer, plan, cancel));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Moves it to another stage; who approved it and when is written down.</summary>
    /// <exception cref="CampaignException"><c>campaigns.nothingMade</c>: it has no ad with a picture; <c>campaigns.nearCopy(count)</c>: a picture may be a copy.</exception>
    public async Task MoveAsync(Viewer viewer, Guid id, CampaignStage stage, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var campaign = await db.Campaigns.VisibleTo(viewer).NotTrashed().OneToChangeAsync(id, viewer, cancel);
        if (stage > CampaignStage.Draft)
        {
            await MustBeReadyAsync(db, id, stage, cancel);
        }

        campaign.Stage = stage;
        await db.SaveChangesAsync(cancel);
        if (stage >= CampaignStage.Approved)
        {
            await audit.WriteAsync(viewer.PersonId, $"campaign.{stage.ToString().ToLowerInvariant()}", campaign.Id.ToString(), campaign.Name, cancel);
        }
    }

    public Task TrashAsync(Viewer viewer, Guid id, CancellationToken cancel) => ThrowAwayAsync(viewer, id, clock.GetUtcNow(), cancel);

    public Task RestoreAsync(Viewer viewer, Guid id, CancellationToken cancel) => ThrowAwayAsync(viewer, id, null, cancel);

    /// <exception cref="CampaignException"><c>campaigns.nothingMade</c>, <c>campaigns.nearCopy(count)</c>.</exception>
    internal static async Task MustBeReadyAsync(StudioDb db, Guid id, CampaignStage stage, CancellationToken cancel)
    {
        var pictures =
            from c in db.Creatives
            where c.CampaignId == id
            from p in c.Pictures
            join a in db.Artifacts on p.ArtifactId equals a.Id
            select a;
        if (!await pictures.AnyAsync(cancel))
        {
            throw new CampaignException("campaigns.nothingMade");
        }

        // Somebody may have looked at a near copy and accepted it: that stands as its review state.
        var near = await pictures.Where(a => a.Closeness < Core.Evaluation.Nearness.CopyRatio && a.ReviewState != Core.Reviews.ReviewState.Approved).Select(a => a.Id).Distinct().CountAsync(cancel);
        if (stage >= CampaignStage.Approved && near > 0)
        {
            throw new CampaignException("campaigns.nearCopy", near);
        }
    }

    private static void Take(Campaign campaign, CampaignPlan plan) =>
        (campaign.Name, campaign.Brief, campaign.BrandId, campaign.Channels, campaign.DueOn, campaign.Visibility) =
        (plan.Name, plan.Brief, plan.BrandId, [.. plan.Channels], plan.DueOn, plan.Visibility);

    /// <exception cref="CampaignException">
    /// <c>campaigns.nameless</c>, <c>campaigns.nameTooLong(longest)</c>, <c>campaigns.briefTooLong(longest)</c>, <c>campaigns.noChannel</c>,
    /// <c>campaigns.unknownChannel(id)</c>, <c>campaigns.noBrand</c>.
    /// </exception>
    private static async Task<CampaignPlan> CheckedAsync(StudioDb db, Viewer viewer, CampaignPlan plan, CancellationToken cancel)
    {
        var name = plan.Name.Trim();
        var named = plan.Channels.Select(AdChannels.Find).ToHashSet();
        List<string> channels = [.. AdChannels.All.Where(named.Contains).Select(c => c.Id)];
        return name switch
        {
            "" => throw new CampaignException("campaigns.nameless"),
            { Length: > LongestName } => throw new CampaignException("campaigns.nameTooLong", LongestName),
            _ when plan.Brief.Length > LongestBrief => throw new CampaignException("campaigns.briefTooLong", LongestBrief),
            _ when channels.Count == 0 => throw new CampaignException("campaigns.noChannel"),
            _ when !await db.Brands.VisibleTo(viewer).NotTrashed().AnyAsync(b => b.Id == plan.BrandId, cancel) => throw new CampaignException("campaigns.noBrand"),
            _ => plan with { Name = name, Brief = plan.Brief.Trim(), Channels = channels },
        };
    }

    private async Task ThrowAwayAsync(Viewer viewer, Guid id, DateTimeOffset? at, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await db.Campaigns.VisibleTo(viewer).OneToChangeAsync(id, viewer, cancel)).TrashedAt = at;
        await db.SaveChangesAsync(cancel);
    }
}
