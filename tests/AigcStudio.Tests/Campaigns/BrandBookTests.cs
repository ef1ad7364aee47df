using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Tests.Boards;
using AigcStudio.Web.Campaigns;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

public sealed class BrandBookTests
{
    private static readonly AdBrand House = new("House", ["#000000", "#FFFFFF"], "Lato", "Lato", [], 0.05);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "#000000 #ffffff", 0.05, "brands.nameless")]
    [InlineData("House", "#000000 #000000", 0.05, "brands.colours")]
    [InlineData("House", "#000000 red", 0.05, "brands.colour")]
    [InlineData("House", "#000000 #ffffff", 0.2, "brands.safeArea.range")]
    public async Task What_is_no_brand_is_refused_in_words(string name, string palette, double safeArea, string code)
    {
        await using var table = await BoardTable.OpenAsync();
        var book = House with { Name = name, Palette = palette.Split(' '), SafeArea = safeArea };
        Assert.Equal(code, (await Assert.ThrowsAsync<CampaignException>(() => table.Get<BrandBook>().MakeAsync(table.Anna, book, [], Cancel))).Code);
    }

    [Fact]
    public async Task A_brand_is_kept_in_order_and_changed_by_its_maker_alone()
    {
        await using var table = await BoardTable.OpenAsync();
        var brands = table.Get<BrandBook>();
        var id = await brands.MakeAsync(table.Anna, House with { Name = " House ", BannedWords = ["cheap", " ", "CHEAP"] }, ["calm", "calm"], Cancel);

        var kept = await brands.GetAsync(table.Ben, id, Cancel);

        Assert.Equal(("House", "#ffffff", 1, 1), (kept.Name, kept.Book.Palette[1], kept.Book.BannedWords.Count, kept.ToneWords.Count));
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => brands.PublishAsync(table.Ben, id, true, Cancel))).Code);
        await brands.TrashAsync(table.Anna, id, Cancel);
        Assert.Empty(await brands.ListAsync(table.Anna, Cancel));
    }

    [Fact]
    public void A_first_draft_is_written_dark_on_light_and_the_most_colourful_of_the_rest_stands_out() =>
        Assert.Equal(("#f6efe2", "#14342b", "#c8553d"), FirstDraft.Colours(["#14342b", "#c8553d", "#f6efe2", "#8fb8ac"]));
}
