using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class ImportTests
{
    [Fact]
    public async Task Folders_of_an_archive_become_labels()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("set.zip", Archives.Zip(
            ("all/cats/1.png", PlainMedia.Picture(1)), ("all/dogs/2.png", PlainMedia.Picture(2)), ("all/cats/3.png", PlainMedia.Picture(3)))));
        Assert.Equal(["cats", "dogs"], version.Labels);
        Assert.Equal([0, 1, 0], (await bench.ItemsAsync(version.Id)).Select(i => i.Label));
    }

    [Fact]
    public async Task One_folder_for_everything_is_no_label()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("set.zip", Archives.Zip(("all/1.png", PlainMedia.Picture(1)), ("all/2.png", PlainMedia.Picture(2)))));
        Assert.Empty(version.Labels);
    }

    [Fact]
    public async Task Numbers_as_labels_are_in_the_order_of_numbers()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(
            ("x-images-idx3-ubyte.gz", Archives.Gzip(Archives.IdxImages(3, 4, 5))), ("x-labels-idx1-ubyte", Archives.IdxLabels(10, 2, 10)));
        Assert.Equal(["2", "10"], version.Labels);
        Assert.Equal([1, 0, 1], (await bench.ItemsAsync(version.Id)).Select(i => i.Label));
        Assert.Equal((5, 4), (version.TypicalWidth, version.TypicalHeight));
    }

    [Fact]
    public async Task A_refused_file_costs_nothing_else()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(
            ("good.png", PlainMedia.Picture(1)), ("notes.txt", Archives.Text("hello")), ("broken.zip", [.. "PK\x03\x04"u8, 1, 2, 3]),
            ("also.zip", Archives.Zip(("a.png", PlainMedia.Picture(2)), ("b.svg", Archives.Text("<svg/>")))));
        Assert.Equal(2, version.Count);
        Assert.Equal(
            [("b.svg", "import.picture.notAPicture"), ("broken.zip", "import.zipBroken"), ("notes.txt", "import.picture.notAPicture")],
            version.Health.Refusals.Select(r => (r.Name, r.Reason.Code)).Order());
    }

    [Fact]
    public async Task Equal_pictures_are_kept_once_and_counted()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("b.png", PlainMedia.Picture(1)), ("a.png", PlainMedia.Picture(1)), ("c.png", PlainMedia.Picture(2)));
        Assert.Equal(["b.png", "c.png"], (await bench.ItemsAsync(version.Id)).Select(i => i.Name));
        Assert.Equal(1, version.Health.ExactDuplicates);
    }

    [Fact]
    public async Task Uploads_are_given_up_once_the_version_is_frozen()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("set.zip", Archives.Zip(("1.png", PlainMedia.Picture(1)))));
        Assert.NotNull(version.FrozenAt);
        Assert.Empty(Directory.EnumerateFiles(bench.Studio.Folders.Uploads));
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Studio.Folders.Spool));
    }

    [Fact]
    public async Task Nothing_but_refusals_fails_in_words_and_keeps_the_files_and_the_report()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "notes.txt", Archives.Text("hello"));
        var refused = await Assert.ThrowsAsync<ImportException>(() => bench.ImportAsync(dataset));
        Assert.Equal("import.nothing", refused.Code);
        Assert.Single(Directory.EnumerateFiles(bench.Studio.Folders.Uploads));
        var version = Assert.Single((await bench.Reader.GetAsync(bench.Creator, dataset, TestContext.Current.CancellationToken)).Versions);
        Assert.Equal("notes.txt", Assert.Single(version.Health.Refusals).Name);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_the_files_and_is_tried_again()
    {
        var media = new PlainMedia();
        await using var bench = await ImportBench.OpenAsync(media);
        using var stop = new CancellationTokenSource();
        media.BeforeInspecting = stop.CancelAsync;
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "1.png", PlainMedia.Picture(1));
        var version = await bench.Freezer.FreezeAsync(bench.Creator, dataset, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunJobAsync(version, stop));
        Assert.Empty(await bench.ItemsAsync(version));
        await bench.EndJobAsync(version, JobState.Cancelled);

        media.BeforeInspecting = () => Task.CompletedTask;
        await bench.UploadAsync(dataset, "2.png", PlainMedia.Picture(2));
        var again = await bench.ImportAsync(dataset);
        Assert.Equal(version, again.Id);
        Assert.Equal(2, again.Count);
    }

    [Fact]
    public async Task An_import_that_is_started_again_after_its_end_doubles_nothing()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("1.png", PlainMedia.Picture(1)), ("2.png", PlainMedia.Picture(2)));
        await bench.RunJobAsync(version.Id);
        Assert.Equal(2, (await bench.ItemsAsync(version.Id)).Count);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_writes_nothing()
    {
        var media = new PlainMedia();
        await using var bench = await ImportBench.OpenAsync(media);
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "1.png", PlainMedia.Picture(1));
        var version = await bench.Freezer.FreezeAsync(bench.Creator, dataset, TestContext.Current.CancellationToken);
        var old = await bench.ClaimAsync(version);
        media.BeforeInspecting = () => bench.ClaimAsync(version);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Handler.HandleAsync(old, TestContext.Current.CancellationToken));
        Assert.Empty(await bench.ItemsAsync(version));
        Assert.Single(Directory.EnumerateFiles(bench.Studio.Folders.Uploads));
    }

    [Fact]
    public async Task A_next_version_holds_the_one_before_and_keeps_its_split()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "a.zip", Archives.Zip([.. Enumerable.Range(0, 50).Select(i => ($"{i}.png", PlainMedia.Picture(i)))]));
        var first = await bench.ImportAsync(dataset);
        await bench.UploadAsync(dataset, "b.zip", Archives.Zip([.. Enumerable.Range(40, 60).Select(i => ($"{i}.png", PlainMedia.Picture(i)))]));
        var second = await bench.ImportAsync(dataset);
        Assert.Equal((50, 100, 2), (first.Count, second.Count, second.Number));
        var before = (await bench.ItemsAsync(first.Id)).ToDictionary(i => i.BlobHash, i => i.HeldOut);
        Assert.All((await bench.ItemsAsync(second.Id)).Where(i => before.ContainsKey(i.BlobHash)), i => Assert.Equal(before[i.BlobHash], i.HeldOut));
        Assert.Equal(10, second.HeldOutCount);
    }

    [Fact]
    public async Task Progress_names_its_phases_and_reaches_its_total()
    {
        await using var bench = await ImportBench.OpenAsync();
        await bench.ImportAsync(("set.zip", Archives.Zip([.. Enumerable.Range(0, 200).Select(i => ($"{i}.png", PlainMedia.Picture(i)))])));
        Assert.Equal(["phase.counting", "phase.looking", "phase.sorting", "phase.freezing"], bench.Progress.Seen.Select(p => p.Phase).Distinct());
        Assert.Equal(200, bench.Progress.Seen.Where(p => p.Phase == "phase.looking").Max(p => p.Done));
        Assert.All(bench.Progress.Seen.Where(p => p.Phase == "phase.looking"), p => Assert.Equal(200, p.Total));
    }

    [Fact]
    public async Task A_label_file_that_does_not_fit_is_refused_and_its_pictures_stay()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(
            ("a-images-idx3-ubyte", Archives.IdxImages(3, 4, 4)), ("a-labels-idx1-ubyte", Archives.IdxLabels(1, 2)));
        Assert.Equal(3, version.Count);
        Assert.Empty(version.Labels);
        Assert.Equal(Said.Of("import.idxLabelCount", 2, 3).Code, Assert.Single(version.Health.Refusals).Reason.Code);
    }
}
