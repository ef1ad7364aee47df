using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Reviews;
using AigcStudio.Data;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Gallery;
using AigcStudio.Tests.Boards;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

public sealed class CampaignActsTests : IAsyncLifetime
{
    private static readonly AdDesign Plain = new("split", "Tea", "", "", "#ffffff", "#000000", "#ff0000");

    private BoardTable _table = null!;
    private Guid _brand;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CampaignActs Acts => _table.Get<CampaignActs>();

    private CreativeActs Ads => _table.Get<CreativeActs>();

    private CampaignReader Reader => _table.Get<CampaignReader>();

    public async ValueTask InitializeAsync()
    {
        _table = await BoardTable.OpenAsync();
        _brand = await _table.Get<BrandBook>().MakeAsync(_table.Anna, new AdBrand("House", ["#000000", "#FFFFFF"], "Lato", "Lato", [], 0.05), [], Cancel);
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(" ", "square", "campaigns.nameless")]
    [InlineData("Spring", "billboard", "campaigns.unknownChannel")]
    [InlineData("Spring", "", "campaigns.noChannel")]
    public async Task What_is_no_campaign_is_refused_in_words(string name, string channel, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<CampaignException>(() => MakeAsync(name, channel.Length == 0 ? [] : [channel]))).Code);

    [Fact]
    public async Task A_brand_that_cannot_be_seen_is_no_brand()
    {
        var stranger = _table.Ben with { };
        await using (var db = await _table.Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel))
        {
            await db.Brands.ExecuteUpdateAsync(s => s.SetProperty(b => b.Visibility, Visibility.Private), Cancel);
        }

        Assert.Equal("campaigns.noBrand", (await Assert.ThrowsAsync<CampaignException>(() => Acts.MakeAsync(stranger, Plan("Mine", ["square"]), Cancel))).Code);
    }

    [Fact]
    public async Task A_campaign_without_an_ad_stays_a_draft()
    {
        var id = await MakeAsync();
        Assert.Equal("campaigns.nothingMade", (await Assert.ThrowsAsync<CampaignException>(() => Acts.MoveAsync(_table.Anna, id, CampaignStage.Review, Cancel))).Code);
    }

    [Fact]
    public async Task A_near_copy_bars_the_approval_until_somebody_approved_it_itself()
    {
        var id = await MakeAsync();
        var pictures = await _table.DrawAsync(2);
        await Ads.MakeAsync(_table.Anna, id, new CreativeDraft(Plain, pictures), Cancel);
        await SetAsync(pictures[0], s => s.SetProperty(a => a.Closeness, 0.1));

        await Acts.MoveAsync(_table.Anna, id, CampaignStage.Review, Cancel);
        Assert.Equal("campaigns.nearCopy", (await Assert.ThrowsAsync<CampaignException>(() => Acts.MoveAsync(_table.Anna, id, CampaignStage.Approved, Cancel))).Code);

        await SetAsync(pictures[0], s => s.SetProperty(a => a.ReviewState, ReviewState.Approved));
        await Acts.MoveAsync(_table.Anna, id, CampaignStage.Approved, Cancel);
        Assert.Equal(CampaignStage.Approved, (await Reader.GetAsync(_table.Anna, id, Cancel)).Card.Stage);
    }

    [Fact]
    public async Task A_change_after_the_approval_asks_for_a_look_again()
    {
        var id = await MakeAsync();
        var pictures = await _table.DrawAsync(3);
        var ad = await Ads.MakeAsync(_table.Anna, id, new CreativeDraft(Plain, [pictures[0]]), Cancel);
        await Acts.MoveAsync(_table.Anna, id, CampaignStage.Approved, Cancel);

        await Ads.KeepAsync(_table.Anna, ad, new CreativeDraft(Plain with { Headline = "More tea" }, [pictures[2], pictures[0]], "Cups"), Cancel);

        var view = await Reader.GetAsync(_table.Anna, id, Cancel);
        Assert.Equal(CampaignStage.Review, view.Card.Stage);
        var kept = Assert.Single(view.Creatives);
        Assert.Equal(("More tea", "Cups"), (kept.Design.Headline, kept.AltText));
        Assert.Equal([pictures[2], pictures[0]], kept.Pictures);
    }

    [Fact]
    public async Task Others_read_a_shared_campaign_and_change_nothing_and_do_not_find_a_private_one()
    {
        var id = await MakeAsync();
        Assert.False((await Reader.GetAsync(_table.Ben, id, Cancel)).Card.MayChange);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => Acts.MoveAsync(_table.Ben, id, CampaignStage.Draft, Cancel))).Code);

        await Acts.ChangeAsync(_table.Anna, id, Plan("Spring", ["square"]) with { Visibility = Visibility.Private }, Cancel);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Reader.GetAsync(_table.Ben, id, Cancel))).Code);
    }

    [Fact]
    public async Task An_ad_shows_no_picture_that_its_maker_or_its_reader_may_not_see()
    {
        var id = await MakeAsync();
        var hidden = await _table.DrawAsync(1, Visibility.Private);
        var ad = new CreativeDraft(Plain, hidden);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => Ads.MakeAsync(_table.Ben, id, ad, Cancel))).Code);
        await Ads.MakeAsync(_table.Anna, id, ad, Cancel);

        Assert.Equal(hidden, Assert.Single((await Reader.GetAsync(_table.Anna, id, Cancel)).Creatives).Pictures);
        var seen = await Reader.GetAsync(_table.Ben, id, Cancel);
        Assert.Empty(Assert.Single(seen.Creatives).Pictures);
        Assert.Null(seen.Card.Cover);
    }

    [Fact]
    public async Task A_picture_that_is_deleted_for_good_leaves_the_ad_and_the_ad_stays()
    {
        var id = await MakeAsync();
        var pictures = await _table.DrawAsync(2);
        await Ads.MakeAsync(_table.Anna, id, new CreativeDraft(Plain, pictures), Cancel);

        await _table.Get<GalleryTrash>().TrashAsync(_table.Anna, [pictures[0]], Cancel);
        await _table.Get<GalleryTrash>().EmptyAsync(_table.Anna, Cancel);

        Assert.Equal([pictures[1]], Assert.Single((await Reader.GetAsync(_table.Anna, id, Cancel)).Creatives).Pictures);
    }

    private static CampaignPlan Plan(Guid brand, string name, IReadOnlyList<string> channels) => new(name, "Brief", brand, channels, null, Visibility.Shared);

    private CampaignPlan Plan(string name, IReadOnlyList<string> channels) => Plan(_brand, name, channels);

    private Task<Guid> MakeAsync(string name = "Spring", IReadOnlyList<string>? channels = null) => Acts.MakeAsync(_table.Anna, Plan(name, channels ?? ["square", "story"]), Cancel);

    private async Task SetAsync(Guid artifact, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Artifact>> set)
    {
        await using var db = await _table.Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        await db.Artifacts.Where(a => a.Id == artifact).ExecuteUpdateAsync(set, Cancel);
    }
}
