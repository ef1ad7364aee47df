using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Notifications;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Campaigns;

/// <summary>The look of others at a campaign: it is approved, or goes back with words. Its owner hears of it.</summary>
public sealed class CampaignReviews(IDbContextFactory<StudioDb> databases, AuditLog audit, TimeProvider clock)
{
    public const int LongestWords = 1_000;

    /// <summary>Moves a campaign that waits for a look: to be delivered, or back to be worked on.</summary>
    /// <param name="words">What is to be done; wanted where it goes back.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    /// <exception cref="CampaignException">
    /// <c>campaigns.notInReview</c>: it does not wait, or somebody was quicker; <c>campaigns.ownReview</c>: the owner moves it by its stages;
    /// <c>campaigns.noWords</c>, <c>campaigns.wordsTooLong(longest)</c>; <c>campaigns.nearCopy(count)</c>: a picture may be a copy.
    /// </exception>
    public async Task SayAsync(Viewer viewer, Guid id, bool approved, string words, CancellationToken cancel)
    {
        words = words.Trim();
        Check(approved || words.Length > 0, "campaigns.noWords");
        Check(words.Length <= LongestWords, "campaigns.wordsTooLong", LongestWords);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var campaign = await db.Campaigns.AsNoTracking().VisibleTo(viewer).NotTrashed().SingleOrDefaultAsync(c => c.Id == id, cancel)
            ?? throw RefusedException.NotFound();
        Check(campaign.OwnerId != viewer.PersonId, "campaigns.ownReview");
        var next = approved ? CampaignStage.Approved : CampaignStage.Draft;
        if (approved)
        {
            await CampaignActs.MustBeReadyAsync(db, id, next, cancel);
        }

        var now = clock.GetUtcNow();
        var review = new CampaignReview { Id = Guid.CreateVersion7(now), CampaignId = id, PersonId = viewer.PersonId, Approved = approved, Words = words, At = now };
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            var moved = await db.Campaigns.Where(c => c.Id == id && c.Stage == CampaignStage.Review).ExecuteUpdateAsync(s => s.SetProperty(c => c.Stage, next), cancel);
            Check(moved == 1, "campaigns.notInReview");
            db.CampaignReviews.Add(review);
            await db.SaveChangesAsync(cancel);
            await TellAsync(db, campaign, review, cancel);
            await transaction.CommitAsync(cancel);
        }

        if (approved)
        {
            await audit.WriteAsync(viewer.PersonId, "campaign.approved", id.ToString(), campaign.Name, cancel);
        }
    }

    /// <summary>Newest first.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<IReadOnlyList<CampaignReviewView>> ListAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Campaigns.VisibleTo(viewer).NotTrashed().AnyAsync(c => c.Id == id, cancel))
        {
            throw RefusedException.NotFound();
        }

        return await (
            from review in db.CampaignReviews.AsNoTracking()
            where review.CampaignId == id
            orderby review.Id descending
            select new CampaignReviewView(
                review.Id,
                db.People.Where(p => p.Id == review.PersonId).Select(p => p.DisplayName).FirstOrDefault() ?? "",
                review.Approved,
                review.Words,
                review.At)).ToListAsync(cancel);
    }

    private static async Task TellAsync(StudioDb db, Campaign campaign, CampaignReview review, CancellationToken cancel)
    {
        var name = await db.People.Where(p => p.Id == review.PersonId).Select(p => p.DisplayName).SingleOrDefaultAsync(cancel) ?? "";
        var sentence = Said.Of(review.Approved ? "notice.CampaignJudged.approved" : "notice.CampaignJudged.back", name, campaign.Name);
        await Outbox.RaiseAsync(
            db, new Happening($"campaign-review:{review.Id}", NoticeKind.CampaignJudged, sentence, $"/campaigns/{campaign.Id}", review.At), [campaign.OwnerId], cancel);
    }

    private static void Check(bool fine, string code, params object[] arguments)
    {
        if (!fine)
        {
            throw new CampaignException(code, arguments);
        }
    }
}

/// <summary>What somebody said of a campaign, as its page shows it.</summary>
public sealed record CampaignReviewView(Guid Id, string PersonName, bool Approved, string Words, DateTimeOffset At);
