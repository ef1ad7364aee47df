using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class ApprovedWorksTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_best_rated_approved_works_come_in_behind_all_originals_up_to_the_cap_and_nothing_else_does()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        var good = new List<Artifact>();
        for (var i = 0; i < 6; i++)
        {
            good.Add(await bench.DrawAsync(i, stars: i));
        }

        await bench.DrawAsync(10, state: ReviewState.Open);
        await bench.DrawAsync(11, state: ReviewState.Rejected);
        await bench.DrawAsync(12, closeness: 0.1);
        await bench.DrawAsync(13, trashed: true);
        await bench.DrawAsync(14, owner: Guid.CreateVersion7(), visibility: Visibility.Private);
        await bench.DrawElsewhereAsync(15);
        var plan = await bench.Works.PlanAsync(bench.Import.Creator, bench.Dataset, 20, Cancel);
        Assert.Equal((6, 6, 4, 2, 20, 2), (plan.Approved, plan.Waiting, plan.Taken, plan.LeftOut, plan.Next, plan.Number));
        Assert.Equal(0.2, plan.NextShare);

        var version = await bench.AddAsync(20);

        var items = await bench.Import.ItemsAsync(version.Id);
        Assert.Equal((20, 4), (version.Count, version.GeneratedCount));
        Assert.Equal([good[5].Id, good[4].Id, good[3].Id, good[2].Id], items.Where(i => i.ArtifactId is not null).Select(i => i.ArtifactId!.Value));
        Assert.All(items.Take(16), i => Assert.Null(i.ArtifactId));
        Assert.All(items.Skip(16), i => Assert.Equal((bench.Run, false, "cat", 64), (i.DrawnByRunId, i.HeldOut, version.Labels[i.Label], i.Width)));
    }

    [Fact]
    public async Task A_work_that_is_in_is_not_taken_twice_and_the_share_counts_what_was_taken_before()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        await bench.DrawAsync(0);
        var first = await bench.AddAsync(20);
        var again = await bench.Works.PlanAsync(bench.Import.Creator, bench.Dataset, 20, Cancel);
        Assert.Equal((1, 0, 0, 1), (again.Approved, again.Waiting, again.Taken, again.Generated));
        Assert.Equal("datasets.works.none", (await Assert.ThrowsAsync<ImportException>(() => bench.AddAsync(20))).Code);

        for (var i = 1; i < 8; i++)
        {
            await bench.DrawAsync(i);
        }

        Assert.Equal(3, (await bench.Works.PlanAsync(bench.Import.Creator, bench.Dataset, 20, Cancel)).Taken);
        var second = await bench.AddAsync(20);
        Assert.Equal((3, 20, 4), (second.Number, second.Count, second.GeneratedCount));
        Assert.Equal(1, first.GeneratedCount);
    }

    [Theory]
    [InlineData(Modality.Image, "kitten/new.png")]
    [InlineData(Modality.Text, "kitten/new.txt")]
    public async Task Editing_and_adding_originals_forget_neither_work_nor_run(Modality modality, string added)
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16, modality);
        var work = await bench.DrawAsync(0);
        await bench.AddAsync(20);
        var edited = await bench.Import.Freezer.EditAsync(bench.Import.Creator, bench.Dataset, new VersionEdit(null, [new("cat", "kitten", EditedPart.Labels), new("Line", "Row", EditedPart.Texts)]), Cancel);
        await bench.Import.RunJobAsync(edited);
        await bench.Import.UploadAsync(bench.Dataset, added, modality == Modality.Text ? Archives.Text("Something else altogether") : PlainMedia.Picture(900));
        var version = await bench.Import.ImportAsync(bench.Dataset);
        var item = Assert.Single(await bench.Import.ItemsAsync(version.Id), i => i.ArtifactId is not null);
        Assert.Equal((work.Id, bench.Run, "kitten"), (item.ArtifactId, item.DrawnByRunId, version.Labels[item.Label]));
        Assert.Equal((18, 1), (version.Count, version.GeneratedCount));
    }

    [Fact]
    public async Task A_work_with_the_bytes_of_an_original_is_that_original()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        await bench.DrawAsync(0, bytes: PlainMedia.Picture(1003));
        await bench.DrawAsync(1);
        var plan = await bench.Works.PlanAsync(bench.Import.Creator, bench.Dataset, 20, Cancel);
        Assert.Equal((2, 1), (plan.Approved, plan.Taken));
        Assert.Equal((17, 1), (await bench.AddAsync(20) is var v ? (v.Count, v.GeneratedCount) : default));
    }

    [Fact]
    public async Task Texts_come_in_as_texts_and_sounds_as_sounds()
    {
        await using var texts = await WorksBench.OpenAsync(originals: 16, Modality.Text);
        await texts.DrawAsync(0, bytes: Archives.Text("A new line of tea"));
        var written = Assert.Single(await texts.Import.ItemsAsync((await texts.AddAsync(20)).Id), i => i.ArtifactId is not null);
        Assert.Equal("A new line of tea", written.Text);

        await using var sounds = await WorksBench.OpenAsync(originals: 16, Modality.Audio);
        await sounds.DrawAsync(0, bytes: PlainMedia.Sound(77, 900));
        var heard = Assert.Single(await sounds.Import.ItemsAsync((await sounds.AddAsync(20)).Id), i => i.ArtifactId is not null);
        Assert.Equal((900, sounds.Run), (heard.Milliseconds, heard.DrawnByRunId));
    }

    [Fact]
    public async Task A_version_that_was_stopped_is_tried_again_with_the_same_works()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        await bench.DrawAsync(0);
        var id = await bench.Import.Freezer.AddWorksAsync(bench.Import.Creator, bench.Dataset, 20, Cancel);
        await bench.Import.EndJobAsync(id, JobState.Cancelled);
        Assert.Equal((id, 1), (await bench.Import.ImportAsync(bench.Dataset) is var v ? (v.Id, v.GeneratedCount) : default));
    }

    [Fact]
    public async Task What_cannot_be_added_is_said_and_other_peoples_datasets_are_not_found()
    {
        await using var bench = await WorksBench.OpenAsync(originals: 16);
        Assert.Equal("datasets.works.percent", await RefusalAsync(51));
        Assert.Equal("datasets.works.percent", await RefusalAsync(0));
        Assert.Equal("datasets.works.none", await RefusalAsync(20));
        var other = new Viewer(Guid.CreateVersion7(), Role.Creator);
        await Assert.ThrowsAsync<RefusedException>(() => bench.Import.Freezer.AddWorksAsync(other, bench.Dataset, 20, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => bench.Works.PlanAsync(other, bench.Dataset, 20, Cancel));
        await using (var db = await bench.Import.Studio.DbAsync())
        {
            await db.DatasetVersions.ExecuteUpdateAsync(r => r.SetProperty(v => v.TypicalReplyBytes, 9), Cancel);
        }

        Assert.Equal("datasets.works.pairs", await RefusalAsync(20));

        async Task<string> RefusalAsync(int percent) => (await Assert.ThrowsAsync<ImportException>(() => bench.AddAsync(percent))).Code;
    }
}
