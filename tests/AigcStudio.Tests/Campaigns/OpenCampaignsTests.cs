using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Tests.Boards;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>Which campaigns the first page puts before a person.</summary>
public sealed class OpenCampaignsTests : IAsyncLifetime
{
    private BoardTable _table = null!;
    private Guid _brand;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _table = await BoardTable.OpenAsync();
        _brand = await _table.Get<BrandBook>().MakeAsync(_table.Anna, new AdBrand("House", ["#000000", "#FFFFFF"], "Lato", "Lato", [], 0.05), [], Cancel);
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task The_next_due_comes_first_and_what_has_no_day_comes_last_the_newest_before_the_older()
    {
        await MakeAsync("older", null);
        await MakeAsync("newer", null);
        await MakeAsync("later", new DateOnly(2027, 3, 1));
        await MakeAsync("sooner", new DateOnly(2027, 1, 1));

        Assert.Equal(["sooner", "later", "newer", "older"], await OpenAsync(_table.Anna));
        Assert.Equal(["sooner", "later"], await OpenAsync(_table.Anna, 2));
    }

    [Fact]
    public async Task Others_find_it_once_it_waits_for_a_look_and_nobody_once_it_has_gone_out()
    {
        var id = await MakeAsync("spring", null, Visibility.Shared);
        Assert.Empty(await OpenAsync(_table.Ben));

        await _table.Get<CreativeActs>().MakeAsync(
            _table.Anna, id, new CreativeDraft(new AdDesign("split", "Tea", "", "", "#ffffff", "#000000", "#ff0000"), await _table.DrawAsync(1)), Cancel);
        await MoveAsync(id, CampaignStage.Review);
        Assert.Equal(["spring"], await OpenAsync(_table.Ben));

        await MoveAsync(id, CampaignStage.Approved);
        Assert.Empty(await OpenAsync(_table.Ben));
        Assert.Equal(["spring"], await OpenAsync(_table.Anna));

        await MoveAsync(id, CampaignStage.Delivered);
        Assert.Empty(await OpenAsync(_table.Anna));
    }

    [Fact]
    public async Task A_private_or_trashed_campaign_waits_for_nobody_else_and_for_nobody()
    {
        var id = await MakeAsync("mine", null);
        await _table.Get<CreativeActs>().MakeAsync(
            _table.Anna, id, new CreativeDraft(new AdDesign("split", "Tea", "", "", "#ffffff", "#000000", "#ff0000"), await _table.DrawAsync(1)), Cancel);
        await MoveAsync(id, CampaignStage.Review);
        Assert.Empty(await OpenAsync(_table.Ben));
        Assert.Equal(["mine"], await OpenAsync(_table.Anna));

        await _table.Get<CampaignActs>().TrashAsync(_table.Anna, id, Cancel);
        Assert.Empty(await OpenAsync(_table.Anna));
    }

    private async Task<IEnumerable<string>> OpenAsync(Viewer viewer, int take = 5) =>
        (await _table.Get<CampaignReader>().OpenAsync(viewer, take, Cancel)).Select(c => c.Name);

    private Task<Guid> MakeAsync(string name, DateOnly? due, Visibility visibility = Visibility.Private) =>
        _table.Get<CampaignActs>().MakeAsync(_table.Anna, new CampaignPlan(name, "", _brand, ["square"], due, visibility), Cancel);

    private Task MoveAsync(Guid id, CampaignStage stage) => _table.Get<CampaignActs>().MoveAsync(_table.Anna, id, stage, Cancel);
}
