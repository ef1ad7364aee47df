using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Campaigns.Sets;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Campaigns;
using AigcStudio.Web.Campaigns.Clips;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Clips;

/// <summary>The choice of clips on a campaign's page, and what it says of a pack on its way.</summary>
public sealed class ClipChoiceTests() : StudioPageTest(services => services
    .AddSingleton<IMedia>(Media()).AddSingleton<AdClips>().AddSingleton<PackTurns>().AddSingleton<FirstDraft>())
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private Viewer Viewer => new(Me.Id, Me.Role);

    [Fact]
    public async Task Where_no_ad_can_have_a_clip_there_is_a_sentence_and_nothing_to_choose()
    {
        var page = Open(await CampaignAsync(CampaignStage.Approved, 1));

        Assert.Contains(Texts["clips.none"], page.Find(".clips").TextContent, StringComparison.Ordinal);
        Assert.Contains(Texts["clips.apart"], page.Find(".clips-why").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".clips-wish"));
    }

    [Fact]
    public async Task Before_it_is_approved_nothing_is_said_of_clips()
    {
        var campaign = await CampaignAsync(CampaignStage.Review, 2);
        var page = Render<CampaignPage>(p => p.Add(c => c.Id, campaign));
        page.WaitForElement(".camp-ad");
        Assert.Empty(page.FindAll(".clips"));
    }

    [Fact]
    public async Task The_wish_stands_in_the_address_and_the_pack_is_asked_for_with_it()
    {
        var page = Open(await CampaignAsync(CampaignStage.Approved, 2, 1));
        Assert.Contains(Texts["clips.addSome", 1, 2], page.Find(".clips").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/pack", page.Find(".camp-pack").GetAttribute("href"), StringComparison.Ordinal);

        page.Find(".clips-wish").Change(true);

        Assert.EndsWith("?clip=True", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.OrdinalIgnoreCase);
        page.WaitForAssertion(() => Assert.EndsWith("/pack?clip=true", page.Find(".camp-pack").GetAttribute("href"), StringComparison.Ordinal));
        Assert.True(page.Find(".clips-wish").HasAttribute("checked"));
    }

    [Fact]
    public async Task What_becomes_of_the_clips_is_told_while_they_are_made_and_afterwards()
    {
        var campaign = await CampaignAsync(CampaignStage.Approved, 2, 2);
        var ads = (await Services.GetRequiredService<CampaignReader>().GetAsync(Viewer, campaign, Cancel)).Creatives;
        var page = Open(campaign);
        var turn = Services.GetRequiredService<PackTurns>().Begin(new PackKey(Me.Id, campaign), 2);

        turn.Say(ads[0].Id, "drawing");
        page.WaitForAssertion(() => Assert.Contains(Texts["clips.making", 1, 2, "Ad 0", Texts["clips.phase.drawing"]], page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        turn.LeaveOut(ads[0].Id, Said.Of("clips.notAgain"));
        turn.Say(ads[1].Id, "codes");
        page.WaitForAssertion(() => Assert.Contains(Texts["clips.making", 2, 2, "Ad 1", Texts["clips.phase.codes"]], page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        page.Find(".clips-news button").Click();
        Assert.True(turn.Stopping.IsCancellationRequested);
        turn.LeaveOut(ads[1].Id, Said.Of("clips.stopped"));
        turn.Dispose();

        page.WaitForAssertion(() => Assert.Contains(Texts["clips.made", 0], page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal([$"Ad 0 {Texts["clips.notAgain"]}", $"Ad 1 {Texts["clips.stopped"]}"], page.FindAll(".clips-news li").Select(l => l.TextContent));
        Assert.Contains(Texts["clips.made", 0], Open(campaign).Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_was_broken_off_is_called_so()
    {
        var campaign = await CampaignAsync(CampaignStage.Approved, 2);
        Services.GetRequiredService<PackTurns>().Begin(new PackKey(Me.Id, campaign), 1).Dispose();
        Services.GetRequiredService<PackTurns>().Begin(new PackKey(Stranger, campaign), 1).Made();

        Assert.Contains(Texts["clips.broken"], Open(campaign).Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private static PlainGalleryMedia Media()
    {
        var media = new PlainGalleryMedia();
        media.Formats.Add("mp3");
        return media;
    }

    private IRenderedComponent<CampaignPage> Open(Guid campaign)
    {
        var page = Render<CampaignPage>(p => p.Add(c => c.Id, campaign));
        page.WaitForElement(".clips-news");
        return page;
    }

    /// <param name="pictures">Of each ad.</param>
    private async Task<Guid> CampaignAsync(CampaignStage stage, params int[] pictures)
    {
        var brand = await Services.GetRequiredService<BrandBook>().MakeAsync(Viewer, new AdBrand("House", ["#000000", "#ffffff"], "Lato", "Lato", [], 0.05), [], Cancel);
        var campaign = await Services.GetRequiredService<CampaignActs>().MakeAsync(Viewer, new CampaignPlan("Spring", "", brand, ["square"], null, Visibility.Shared), Cancel);
        var model = await Drawers.TrainAsync(Services, Me.Id, Modality.Image, Families.Gan.Id, "cup");
        var weights = await Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream([9]), Cancel);
        await using (var db = Db())
        {
            await db.Checkpoints.ExecuteUpdateAsync(u => u.SetProperty(c => c.BlobHash, weights.Hash.Hex), Cancel);
        }

        var drawn = await Drawers.EndAsync(Services, await Drawers.QueueAsync(Services, model, null), Modality.Image, ["One", "Two", "Three"]);
        foreach (var (index, count) in pictures.Index())
        {
            var design = new AdDesign("full", $"Ad {index}", "", "", "#ffffff", "#000000", "#2d5236");
            await Services.GetRequiredService<CreativeActs>().MakeAsync(Viewer, campaign, new CreativeDraft(design, [.. drawn.Take(count)]), Cancel);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Services.GetRequiredService<CampaignActs>().MoveAsync(Viewer, campaign, stage, Cancel);
        return campaign;
    }
}
