using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Campaigns;
using AigcStudio.Web.Campaigns.Sets;
using AigcStudio.Web.Models;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

public sealed class SetsPageTests() : StudioPageTest(services => services
    .AddSingleton<IMedia, PlainGalleryMedia>()
    .AddSingleton(new FamilyCatalog([Families.Gan, Families.Replies, Families.Gan with { Id = "Writer", Modality = Modality.Text }, Families.Gan with { Id = "Ringer", Modality = Modality.Audio }]))
    .AddSingleton<SetModels>().AddSingleton<SetDesk>().AddSingleton<FirstDraft>().AddSingleton<SetAds>())
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private Viewer Viewer => new(Me.Id, Me.Role);

    [Fact]
    public async Task Without_a_model_of_each_kind_it_says_which_is_missing()
    {
        var page = Open(await CampaignAsync());
        Assert.Contains(Texts["sets.noModel.Image"], page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".set-form"));
    }

    [Fact]
    public async Task Where_nothing_is_shared_it_leads_to_the_moods_of_the_brand()
    {
        var campaign = await CampaignAsync();
        await TrainAsync();
        var page = Open(campaign);
        Assert.Contains(Texts["sets.empty.moods"], page.Markup, StringComparison.Ordinal);
        Assert.Equal(Texts["sets.empty.brand", "House"], page.Find(".empty-state a").TextContent.Trim());
    }

    [Fact]
    public async Task The_dial_says_which_model_draws_freely_and_a_draw_becomes_sets_by_itself()
    {
        var campaign = await CampaignAsync(new Mood("Calm", ["snow"]), new Mood("Warm", ["cup", "warm"]));
        await TrainAsync();
        var page = Open(campaign);

        Assert.Equal(["Warm"], page.FindAll(".set-stop").Select(s => s.TextContent.Trim()));
        Assert.Equal(Texts["sets.free.Audio", "Warm"], Assert.Single(page.FindAll(".set-asked .is-free")).TextContent);
        page.Find(".set-form").Submit();
        page.WaitForElement(".set-card.is-skeleton");
        var view = await EndAsync(campaign);
        page.WaitForAssertion(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(2, page.FindAll(".set-card:not(.is-skeleton)").Count);
        });
        Assert.Equal(view.Sets[0].Headline!.Text, page.Find(".set-card blockquote").TextContent);

        page.Find(".set-card .set-lock").Click();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".set-picture .set-lock[aria-pressed=true]").Count));
        Assert.Contains(Texts["sets.redraw"], page.Find(".set-head").TextContent, StringComparison.Ordinal);
        Assert.NotNull((await Services.GetRequiredService<SetReader>().GetAsync(Viewer, campaign, view.Id, Cancel)).Parts[0].LockedId);

        page.FindAll(".set-card .set-acts button")[1].Click();
        page.WaitForAssertion(() => Assert.Contains($"campaigns/{campaign}/ads/", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_screen_shows_the_same_draw_by_its_address()
    {
        var campaign = await CampaignAsync(new Mood("Warm", ["cup"]));
        await TrainAsync();
        var desk = Services.GetRequiredService<SetDesk>();
        var first = await desk.DrawAsync(Viewer, campaign, new SetAsk("warm"), Cancel);
        var view = await EndAsync(campaign);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.DrawAsync(Viewer, campaign, new SetAsk("warm"), Cancel);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"campaigns/{campaign}/sets?set={first}");
        var page = Open(campaign);

        page.WaitForAssertion(() => Assert.Equal(view.Sets.Count, page.FindAll(".set-card:not(.is-skeleton)").Count));
        Assert.Equal(2, page.FindAll(".set-earlier a").Count);
    }

    private IRenderedComponent<SetsPage> Open(Guid campaign)
    {
        var page = Render<SetsPage>(p => p.Add(s => s.Id, campaign));
        page.WaitForState(() => page.FindAll(".set-form.is-skeleton").Count == 0);
        return page;
    }

    private async Task<Guid> CampaignAsync(params Mood[] moods)
    {
        var book = new AdBrand("House", ["#000000", "#ffffff"], "Lato", "Lato", [], 0.05) { Moods = moods };
        var brand = await Services.GetRequiredService<BrandBook>().MakeAsync(Viewer, book, [], Cancel);
        return await Services.GetRequiredService<CampaignActs>().MakeAsync(Viewer, new CampaignPlan("Spring", "", brand, ["square"], null, Visibility.Shared), Cancel);
    }

    private async Task TrainAsync()
    {
        await Drawers.TrainAsync(Services, Me.Id, Modality.Image, Families.Gan.Id, "cup", "leaf");
        await Drawers.TrainAsync(Services, Me.Id, Modality.Text, "Writer", "warm");
        await Drawers.TrainAsync(Services, Me.Id, Modality.Text, Families.Replies.Id, "hours");
        await Drawers.TrainAsync(Services, Me.Id, Modality.Audio, "Ringer", "bell");
    }

    private async Task<SetView> EndAsync(Guid campaign)
    {
        var reader = Services.GetRequiredService<SetReader>();
        var set = (await reader.ListAsync(Viewer, campaign, Cancel))[0].Id;
        foreach (var part in (await reader.GetAsync(Viewer, campaign, set, Cancel)).Parts)
        {
            await Drawers.EndAsync(Services, part.GenerationId!.Value, part.Kind, ["One", "Two"]);
        }

        await Services.GetRequiredService<SetRanking>().RankAsync(set, Cancel);
        return await reader.GetAsync(Viewer, campaign, set, Cancel);
    }
}
