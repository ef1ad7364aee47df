using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Models;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Datasets.Pages;

public sealed class KindPagesTests : DatasetPageTest
{
    [Fact]
    public void A_text_shows_its_reply_its_label_and_that_it_is_held_out()
    {
        var opened = 0;
        var tile = Render<TextTile>(p => p
            .Add(t => t.Item, new ItemView(3, "t", "place", 0, 0, true, "") { Text = "Where?", Reply = "<b>Here</b>" })
            .Add(t => t.Opened, _ => opened++));
        Assert.Equal(("Where?", "<b>Here</b>", "place"), (tile.Find(".text-tile-text").TextContent, tile.Find(".text-tile-reply").TextContent, tile.Find(".label-chip").TextContent));
        Assert.Equal(Texts["datasets.preview.heldOut"], tile.Find(".held-mark").GetAttribute("title"));
        tile.Find("button").Click();
        Assert.Equal(1, opened);
    }

    [Fact]
    public void A_sound_has_a_button_that_asks_for_its_own_bytes()
    {
        var (dataset, version) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var tile = Render<SoundTile>(p => p
            .Add(t => t.DatasetId, dataset).Add(t => t.VersionId, version)
            .Add(t => t.Item, new ItemView(5, "yes_1.wav", null, 0, 0, false, "") { Milliseconds = 700, Peaks = new byte[SoundLook.PeakCount] }));
        Assert.Equal($"/api/datasets/{dataset}/versions/{version}/items/5/sound", tile.Find("[data-play]").GetAttribute("data-play"));
        Assert.Equal("0.7 s", tile.Find(".sound-tile-name .number").TextContent);
    }

    [Theory]
    [InlineData(Modality.Text, ".is-text p")]
    [InlineData(Modality.Audio, ".is-audio svg")]
    public void A_card_shows_what_is_in_it(Modality modality, string expected)
    {
        var latest = new VersionCard(Guid.CreateVersion7(), 1, 9, 2, 100, Clock.GetUtcNow())
        {
            Openings = modality == Modality.Text ? ["Fresh tea", "Warm bread"] : [],
            Waveforms = modality == Modality.Audio ? [new byte[4], new byte[4]] : [],
        };
        var card = new DatasetCard(Guid.CreateVersion7(), "set", modality, Me.Id, Core.Accounts.Visibility.Shared, Clock.GetUtcNow(), null, latest, 0, null);
        var tile = Render<DatasetTile>(p => p.Add(t => t.Card, card));
        Assert.Equal(2, tile.FindAll(expected).Count);
        Assert.Contains(Texts[$"datasets.count.{modality.ToString().ToLowerInvariant()}", 9], tile.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_has_figures_of_its_kind()
    {
        var health = new HealthReport { Texts = new TextFigures(900, 2, 20, 300, 44, 9, 50), Findings = [Core.Said.Of("findings.text.few", 9)] };
        var version = new VersionView(Guid.CreateVersion7(), 1, Clock.GetUtcNow(), Clock.GetUtcNow(), 9, 1, 900, [], 0, 0, false, health, null) { TypicalReplyBytes = 80 };
        var panel = Render<HealthPanel>(p => p.Add(h => h.Kind, Modality.Text).Add(h => h.Version, version));
        Assert.Contains(Texts["datasets.health.lengthsValue", 2, 300, 20], panel.Markup, StringComparison.Ordinal);
        Assert.Contains(Texts["datasets.health.repliesValue", 50, 80], panel.Markup, StringComparison.Ordinal);
        Assert.Contains(Texts["findings.text.few", 9], panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_renamed_and_words_replaced_after_a_look_at_what_changes()
    {
        var dataset = await KeepTextsAsync(("Tea is hot", "drink"), ("Milk", "drinks"), ("Bread is hot", "food"));
        var page = Render<EditDatasetPage>(p => p.Add(e => e.Id, dataset));
        page.WaitForElement(".label-names input");
        Assert.True(Freeze(page).HasAttribute("disabled"));
        await page.FindAll(".label-names input")[1].ChangeAsync("drink");
        await page.Find(".replacement input").ChangeAsync("is hot");
        await page.FindAll(".replacement input")[1].ChangeAsync("steams");
        page.WaitForAssertion(() => Assert.Contains(Texts["datasets.edit.changed", 3, 3], page.Markup, StringComparison.Ordinal));
        Assert.Equal("Tea steams", page.FindAll(".text-preview ins.text-words, .text-preview .text-words ins")[0].LastChild!.TextContent);
        await Freeze(page).ClickAsync();
        await using var db = Db();
        var job = Assert.Single(db.Jobs);
        var edit = VersionEdit.FromJson(job.Payload)!;
        Assert.Equal((JobKind.Import, "drink", "steams"), (job.Kind, edit.Labels!["drinks"], edit.Replacements![0].With));
        Assert.EndsWith($"/datasets/{dataset}", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Families_of_pairs_are_offered_for_pairs_alone()
    {
        var single = Runs.Pages.Families.Gan with { Id = "TextOne", Modality = Modality.Text };
        var pairs = single with { Id = "TextTwo", Pairs = true };
        var catalog = new FamilyCatalog([Runs.Pages.Families.Gan, single, pairs]);
        Assert.Equal(["TextOne"], catalog.For(Modality.Text, pairs: false, items: 100).Select(f => f.Id));
        Assert.Equal(["TextOne", "TextTwo"], catalog.For(Modality.Text, pairs: true, items: 100).Select(f => f.Id));
    }

    [Fact]
    public void A_family_that_does_well_with_many_stands_behind_where_there_are_few()
    {
        var many = Runs.Pages.Families.Gan with { WellFrom = 4000 };
        var few = many with { Id = "ImageTwo", WellFrom = 0 };
        var catalog = new FamilyCatalog([many, few]);
        Assert.Equal(["ImageTwo", "ImageGan"], catalog.For(Modality.Image, pairs: false, items: 3999).Select(f => f.Id));
        Assert.Equal(["ImageGan", "ImageTwo"], catalog.For(Modality.Image, pairs: false, items: 4000).Select(f => f.Id));
    }

    [Fact]
    public void What_enlarges_is_offered_last_and_for_large_originals_alone()
    {
        var enlarger = Runs.Pages.Families.Gan with { Id = "Enlarger", Enlarges = true, LeastSide = 64 };
        var catalog = new FamilyCatalog([enlarger, Runs.Pages.Families.Gan with { WellFrom = 4000 }]);
        Assert.Equal(["ImageGan", "Enlarger"], catalog.For(Modality.Image, pairs: false, items: 100, side: 64).Select(f => f.Id));
        Assert.Equal(["ImageGan"], catalog.For(Modality.Image, pairs: false, items: 100, side: 63).Select(f => f.Id));
    }

    private static AngleSharp.Dom.IElement Freeze(IRenderedComponent<EditDatasetPage> page) => page.FindAll("button.mud-button-filled")[^1];
}
