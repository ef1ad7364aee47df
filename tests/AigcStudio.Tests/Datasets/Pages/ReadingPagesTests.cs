using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Datasets;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Xunit;

namespace AigcStudio.Tests.Datasets.Pages;

public sealed class ReadingPagesTests : DatasetPageTest
{
    [Fact]
    public async Task A_file_of_texts_shows_what_comes_of_it_and_of_another_choice()
    {
        var dataset = await CreateAsync(Modality.Text);
        var file = await UploadAsync(dataset, "poems.txt", Archives.Text("one\ntwo\n\nthree\n"));
        var page = Render<TextChoices>(p => p.Add(c => c.DatasetId, dataset).Add(c => c.Files, [file]));
        page.WaitForAssertion(() => Assert.Equal(["one", "two", "three"], Shown(page)));
        await page.FindAll("input[name=cut]")[1].ChangeAsync(true);
        page.WaitForAssertion(() => Assert.Equal(["one\ntwo", "three"], Shown(page)));
        Assert.Equal(TextCut.Paragraphs, TextReading.FromJson((await WaitingAsync(dataset))[0].Reading)!.Cut);
    }

    [Fact]
    public async Task Columns_are_chosen_and_shown_as_pairs()
    {
        var dataset = await CreateAsync(Modality.Text);
        var file = await UploadAsync(dataset, "a.csv", Archives.Text("ask,tell,kind\nWhere?,Here.,place\n"));
        var page = Render<TextChoices>(p => p.Add(c => c.DatasetId, dataset).Add(c => c.Files, [file]));
        page.WaitForElement(".reading-fields select");
        await page.FindAll(".reading-fields select")[0].ChangeAsync("ask");
        await page.FindAll(".reading-fields select")[2].ChangeAsync("tell");
        page.WaitForAssertion(() => Assert.Equal(("Where?", "Here."), (page.Find(".text-words").TextContent, page.Find(".text-reply").TextContent)));
    }

    [Fact]
    public async Task One_choice_holds_for_all_files_of_a_kind()
    {
        var dataset = await CreateAsync(Modality.Text);
        await UploadAsync(dataset, "a.txt", Archives.Text("a\nb\n"));
        await UploadAsync(dataset, "b.txt", Archives.Text("c\nd\n"));
        await UploadAsync(dataset, "c.csv", Archives.Text("text\ne\n"));
        var page = Render<TextChoices>(p => p.Add(c => c.DatasetId, dataset).Add(c => c.Files, Files(dataset)));
        page.WaitForElement("input[name=cut]");
        await page.FindAll("input[name=cut]")[2].ChangeAsync(true);
        var readings = (await WaitingAsync(dataset)).OrderBy(f => f.Name).Select(f => TextReading.FromJson(f.Reading)?.Cut).ToList();
        Assert.Equal([TextCut.Whole, TextCut.Whole, null], readings);
    }

    [Fact]
    public async Task A_file_that_is_no_text_says_why()
    {
        var dataset = await CreateAsync(Modality.Text);
        var file = await UploadAsync(dataset, "a.txt", [(byte)'a', 0xFF]);
        var page = Render<TextChoices>(p => p.Add(c => c.DatasetId, dataset).Add(c => c.Files, [file]));
        page.WaitForAssertion(() => Assert.Equal(Texts["import.text.notUtf8", 1], page.Find("[role=alert]").TextContent));
    }

    [Fact]
    public async Task Labels_of_sounds_are_offered_where_they_tell_sounds_apart()
    {
        var dataset = await CreateAsync(Modality.Audio);
        await UploadAsync(dataset, "yes_1.wav", PlainMedia.Sound(1));
        await UploadAsync(dataset, "no_1.wav", PlainMedia.Sound(2));
        var page = Render<SoundChoices>(p => p.Add(c => c.DatasetId, dataset).Add(c => c.Files, Files(dataset)));
        page.WaitForElement("fieldset input");
        Assert.Equal(2, page.FindAll("fieldset input").Count);
        await page.Find("fieldset input").ChangeAsync(true);
        Assert.All(await WaitingAsync(dataset), f => Assert.Equal(SoundLabels.FirstWord, SoundReading.FromJson(f.Reading).Labels));
        Assert.Equal(Texts["datasets.sounds.wavOnly"], page.Find("[role=status] span").TextContent);
    }

    [Fact]
    public async Task The_first_file_makes_a_draft_of_the_chosen_kind()
    {
        Render<MudPopoverProvider>();
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("datasets/new?kind=text");
        var page = Render<NewDatasetPage>();
        Assert.Contains(".csv", page.Find("input[type=file]").GetAttribute("accept"), StringComparison.Ordinal);
        var zone = page.FindComponent<UploadZone>();
        await zone.InvokeAsync(() => zone.Instance.Told(new UploadNews(1, 0, 0, 9, 0, [new UploadRow(1, "slogans.txt", 9, 0, "waiting", "")])));
        await using var db = Db();
        var dataset = Assert.Single(db.Datasets);
        Assert.Equal((Modality.Text, "slogans"), (dataset.Modality, dataset.Name));
        Assert.Empty(page.FindAll(".kind-choices"));
    }

    private static IEnumerable<string> Shown(IRenderedComponent<TextChoices> page) => page.FindAll(".text-preview .text-words").Select(t => t.TextContent);

    private IReadOnlyList<UploadedFile> Files(Guid dataset)
    {
        using var db = Db();
        return [.. db.DatasetFiles.Where(f => f.DatasetId == dataset).OrderBy(f => f.Name).AsEnumerable().Select(f => new UploadedFile(f.Id, f.Name, f.Length, f.Received))];
    }
}
