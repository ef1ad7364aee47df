using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Notifications;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Campaigns;
using AigcStudio.Tests.Boards;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>A campaign that waits for a look gets it from somebody else than who made it.</summary>
public sealed class CampaignReviewsTests : IAsyncLifetime
{
    private BoardTable _table = null!;
    private Guid _campaign;
    private Guid _picture;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CampaignReviews Reviews => _table.Get<CampaignReviews>();

    public async ValueTask InitializeAsync()
    {
        _table = await BoardTable.OpenAsync();
        var brand = await _table.Get<BrandBook>().MakeAsync(_table.Anna, new AdBrand("House", ["#000000", "#FFFFFF"], "Lato", "Lato", [], 0.05), [], Cancel);
        _campaign = await _table.Get<CampaignActs>().MakeAsync(_table.Anna, new CampaignPlan("Spring", "", brand, ["square"], null, Visibility.Shared), Cancel);
        _picture = (await _table.DrawAsync(1))[0];
        await _table.Get<CreativeActs>().MakeAsync(
            _table.Anna, _campaign, new CreativeDraft(new AdDesign("split", "Tea", "", "", "#ffffff", "#000000", "#ff0000"), [_picture]), Cancel);
        await MoveAsync(CampaignStage.Review);
        await using var db = await OpenAsync();
        db.People.Add(new Person { Id = _table.Anna.PersonId, UserName = "anna", DisplayName = "Anna", Role = Role.Creator, PasswordHash = "none" });
        await db.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(true, "", CampaignStage.Approved, "notice.CampaignJudged.approved")]
    [InlineData(false, "  Warmer, please. ", CampaignStage.Draft, "notice.CampaignJudged.back")]
    public async Task A_look_moves_it_is_kept_and_its_owner_hears_of_it(bool approved, string words, CampaignStage next, string told)
    {
        await SayAsync(_table.Ben, approved, words);

        Assert.Equal(next, (await _table.Get<CampaignReader>().GetAsync(_table.Anna, _campaign, Cancel)).Card.Stage);
        var said = Assert.Single(await Reviews.ListAsync(_table.Anna, _campaign, Cancel));
        Assert.Equal((approved, words.Trim()), (said.Approved, said.Words));
        await using var db = await OpenAsync();
        var news = Assert.Single(await db.Notices.ToListAsync(Cancel));
        Assert.Equal((_table.Anna.PersonId, NoticeKind.CampaignJudged, $"/campaigns/{_campaign}", told), (news.PersonId, news.Kind, news.Link, news.Sentence.Code));
    }

    [Fact]
    public async Task What_was_said_stays_through_another_round_the_newest_first()
    {
        await SayAsync(_table.Ben, false, "Warmer");
        await MoveAsync(CampaignStage.Review);
        await SayAsync(_table.Ben, true, "Good");

        Assert.Equal(["Good", "Warmer"], (await Reviews.ListAsync(_table.Ben, _campaign, Cancel)).Select(r => r.Words));
    }

    [Fact]
    public async Task Who_made_it_does_not_look_at_it_themselves() => await RefusedAsync(_table.Anna, true, "", "campaigns.ownReview");

    [Fact]
    public async Task It_goes_back_with_words_alone() => await RefusedAsync(_table.Ben, false, "  ", "campaigns.noWords");

    [Fact]
    public async Task Words_have_an_end() => await RefusedAsync(_table.Ben, false, new string('x', CampaignReviews.LongestWords + 1), "campaigns.wordsTooLong");

    [Theory]
    [InlineData(CampaignStage.Draft)]
    [InlineData(CampaignStage.Approved)]
    public async Task What_does_not_wait_is_left_as_it_is(CampaignStage stage)
    {
        await MoveAsync(stage);

        await RefusedAsync(_table.Ben, false, "Too late", "campaigns.notInReview", stage);
    }

    [Fact]
    public async Task A_near_copy_is_not_approved_by_anybody()
    {
        await using (var db = await OpenAsync())
        {
            await db.Artifacts.Where(a => a.Id == _picture).ExecuteUpdateAsync(s => s.SetProperty(a => a.Closeness, 0.1), Cancel);
        }

        await RefusedAsync(_table.Ben, true, "", "campaigns.nearCopy");
    }

    [Fact]
    public async Task Whoever_may_not_see_it_does_not_find_it()
    {
        await using (var db = await OpenAsync())
        {
            await db.Campaigns.ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, Visibility.Private), Cancel);
        }

        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => SayAsync(_table.Ben, true, ""))).Code);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Reviews.ListAsync(_table.Ben, _campaign, Cancel))).Code);
    }

    private async Task RefusedAsync(Viewer viewer, bool approved, string words, string code, CampaignStage stays = CampaignStage.Review)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<CampaignException>(() => SayAsync(viewer, approved, words))).Code);
        Assert.Equal(stays, (await _table.Get<CampaignReader>().GetAsync(_table.Anna, _campaign, Cancel)).Card.Stage);
        Assert.Empty(await Reviews.ListAsync(_table.Anna, _campaign, Cancel));
        await using var db = await OpenAsync();
        Assert.Empty(await db.Notices.ToListAsync(Cancel));
    }

    private Task SayAsync(Viewer viewer, bool approved, string words) => Reviews.SayAsync(viewer, _campaign, approved, words, Cancel);

    private Task MoveAsync(CampaignStage stage) => _table.Get<CampaignActs>().MoveAsync(_table.Anna, _campaign, stage, Cancel);

    private Task<StudioDb> OpenAsync() => _table.Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
}
