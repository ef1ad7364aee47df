using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class EditTests
{
    private static readonly byte[] Table = Archives.Text("text,label\nTea is hot,drink\nMilk is cold,Drinks\nBread is hot,food\nhot,food\n");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Labels_are_merged_and_words_replaced_in_a_next_version()
    {
        await using var bench = await ImportBench.OpenAsync();
        var (dataset, first) = await TextsAsync(bench);
        var edit = new VersionEdit(new Dictionary<string, string> { ["Drinks"] = "drink", ["food"] = "" }, [new("IS HOT", "steams", EditedPart.Texts)]);
        var preview = await bench.Editor.PreviewAsync(bench.Creator, dataset, edit, Cancel);
        Assert.Equal((4, 4, "Tea steams"), (preview.Changed, preview.Items, preview.Examples[0].TextAfter));

        var version = await EditAsync(bench, dataset, edit);
        Assert.Equal((2, 4), (version.Number, version.Count));
        Assert.Equal(["drink"], version.Labels);
        var items = await bench.ItemsAsync(version.Id);
        Assert.Equal([("Tea steams", 0), ("Milk is cold", 0), ("Bread steams", -1), ("hot", -1)], items.Select(i => (i.Text, i.Label)));
        Assert.Equal((await bench.ItemsAsync(first.Id)).Select(i => i.HeldOut), items.Select(i => i.HeldOut));
    }

    [Fact]
    public async Task A_text_that_became_empty_is_left_out_in_words()
    {
        await using var bench = await ImportBench.OpenAsync();
        var (dataset, _) = await TextsAsync(bench);
        var version = await EditAsync(bench, dataset, new VersionEdit(null, [new("hot", "", EditedPart.Texts, MatchCase: true)]));
        Assert.Equal(3, version.Count);
        Assert.Equal("datasets.edit.becameEmpty", Assert.Single(version.Health.Refusals).Reason.Code);
    }

    [Fact]
    public async Task Labels_of_pictures_change_without_a_look_at_the_pictures()
    {
        var media = new PlainMedia();
        await using var bench = await ImportBench.OpenAsync(media);
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "a.zip", Archives.Zip(("cat/1.png", PlainMedia.Picture(1)), ("dog/2.png", PlainMedia.Picture(2)), ("kitten/3.png", PlainMedia.Picture(3))));
        await bench.ImportAsync(dataset);
        var version = await EditAsync(bench, dataset, new VersionEdit(null, [new("kitten", "cat", EditedPart.Labels)]));
        Assert.Equal(["cat", "dog"], version.Labels);
        Assert.Equal((3, 3), (version.Count, media.Inspected));
    }

    [Fact]
    public async Task An_edit_that_was_stopped_is_tried_again_as_the_same_edit()
    {
        await using var bench = await ImportBench.OpenAsync();
        var (dataset, _) = await TextsAsync(bench);
        var id = await bench.Freezer.EditAsync(bench.Creator, dataset, new VersionEdit(null, [new("Tea", "Coffee", EditedPart.Texts)]), Cancel);
        await bench.EndJobAsync(id, JobState.Cancelled);
        var version = await bench.ImportAsync(dataset);
        Assert.Equal(id, version.Id);
        Assert.Equal("Coffee is hot", (await bench.ItemsAsync(id))[0].Text);
    }

    [Fact]
    public async Task What_cannot_be_edited_is_said()
    {
        await using var bench = await ImportBench.OpenAsync();
        var (dataset, _) = await TextsAsync(bench);
        var some = new VersionEdit(null, [new("Tea", "Coffee", EditedPart.Texts)]);
        Assert.Equal("datasets.edit.empty", await RefusalAsync(dataset, new VersionEdit(null, null)));
        Assert.Equal("datasets.edit.empty", await RefusalAsync(dataset, new VersionEdit(null, [new("", "x", EditedPart.Texts)])));
        Assert.Equal("datasets.edit.tooLong", await RefusalAsync(dataset, new VersionEdit(null, [new("a", new string('x', 201), EditedPart.Texts)])));
        Assert.Equal("datasets.edit.nothing", await RefusalAsync(await bench.CreateAsync(), some));
        await bench.Freezer.EditAsync(bench.Creator, dataset, some, Cancel);
        Assert.Equal("datasets.edit.open", await RefusalAsync(dataset, some));

        async Task<string> RefusalAsync(Guid of, VersionEdit edit) =>
            (await Assert.ThrowsAsync<ImportException>(() => bench.Freezer.EditAsync(bench.Creator, of, edit, Cancel))).Code;
    }

    [Fact]
    public async Task Other_peoples_datasets_are_not_found()
    {
        await using var bench = await ImportBench.OpenAsync();
        var (dataset, _) = await TextsAsync(bench);
        var other = new Core.Accounts.Viewer(Guid.CreateVersion7(), Core.Accounts.Role.Creator);
        var some = new VersionEdit(null, [new("Tea", "Coffee", EditedPart.Texts)]);
        await Assert.ThrowsAsync<Core.Accounts.RefusedException>(() => bench.Freezer.EditAsync(other, dataset, some, Cancel));
        await Assert.ThrowsAsync<Core.Accounts.RefusedException>(() => bench.Editor.PreviewAsync(other, dataset, some, Cancel));
        await Assert.ThrowsAsync<Core.Accounts.RefusedException>(() => bench.Readings.PreviewAsync(other, dataset, Guid.CreateVersion7(), null, Cancel));
    }

    private static async Task<(Guid Dataset, DatasetVersion Version)> TextsAsync(ImportBench bench)
    {
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        await bench.UploadAsync(dataset, "t.csv", Table);
        return (dataset, await bench.ImportAsync(dataset));
    }

    private static async Task<DatasetVersion> EditAsync(ImportBench bench, Guid dataset, VersionEdit edit)
    {
        var id = await bench.Freezer.EditAsync(bench.Creator, dataset, edit, Cancel);
        await bench.RunJobAsync(id);
        await using var db = await bench.Studio.DbAsync();
        return await db.DatasetVersions.AsNoTracking().SingleAsync(v => v.Id == id, Cancel);
    }
}
