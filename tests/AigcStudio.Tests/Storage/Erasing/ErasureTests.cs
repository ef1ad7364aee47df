using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Tests.Datasets;
using AigcStudio.Tests.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

public sealed class ErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erased_picture_is_found_nowhere_under_the_data_root_and_all_that_descends_from_it_goes()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await PicturesAsync(bench);
        var (item, bytes) = await ItemAsync(bench, version, 1);
        var model = await bench.TrainAsync(version.Id, "model");
        var folders = bench.Studio.Folders;
        foreach (var path in new[] { Path.Combine(folders.Packs, $"{version.Id:N}-x.pack"), Path.Combine(folders.Rulers, $"{version.Id:N}-x.safetensors"), Thumbnail(folders, item.BlobHash) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, Cancel);
        }

        var waiting = await bench.Import.UploadAsync(await bench.Import.CreateAsync("other"), "again.png", bytes);
        await bench.Studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, null, Cancel);
        Assert.True(bench.Holding(bytes).Count >= 6, "The bytes are not where this test looks for them.");

        await bench.EraseAsync(item.BlobHash, (model, ModelFate.Delete));

        Assert.Empty(bench.Holding(bytes));
        Assert.DoesNotContain(waiting.Id, bench.Studio.Services.GetRequiredService<UploadFolder>().All());
        await using var db = await bench.Studio.DbAsync();
        Assert.Equal((0, 0, 0, 0, 0), (await db.Models.CountAsync(Cancel), await db.Checkpoints.CountAsync(Cancel), await db.Artifacts.CountAsync(Cancel), await db.RunSamples.CountAsync(Cancel), await db.Evaluations.CountAsync(Cancel)));
        Assert.Equal(2, bench.Studio.Blobs.All().Count());
        Assert.Equal((2, 1), (await db.DatasetVersions.Where(v => v.Id == version.Id).Select(v => v.Count).SingleAsync(Cancel), await db.Runs.CountAsync(Cancel)));
        Assert.Contains("erasure.done", (await bench.Studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 9, Cancel)).Select(e => e.Act));
    }

    [Fact]
    public async Task An_archive_that_waits_and_holds_an_erased_picture_goes_and_one_that_does_not_stays()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (item, bytes) = await ItemAsync(bench, await PicturesAsync(bench), 1);
        var dataset = await bench.Import.CreateAsync("other");
        var holding = await bench.Import.UploadAsync(dataset, "holding.zip", Archives.Zip(("a/good.png", PlainMedia.Picture(60)), ("a/again.png", bytes)));
        var clean = await bench.Import.UploadAsync(dataset, "clean.zip", Archives.Zip(("a/good.png", PlainMedia.Picture(60))));
        var broken = await bench.Import.UploadAsync(dataset, "broken.zip", [.. Archives.Zip(("a/good.png", PlainMedia.Picture(61))).AsSpan(0, 80)]);
        await bench.Studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, null, Cancel);

        await bench.EraseAsync(item.BlobHash);

        Assert.Equal(new[] { clean.Id, broken.Id }.Order(), bench.Studio.Services.GetRequiredService<UploadFolder>().All().Order());
        await using var db = await bench.Studio.DbAsync();
        Assert.False(await db.DatasetFiles.AnyAsync(f => f.Id == holding.Id, Cancel));
        var copied = Directory.EnumerateFiles(bench.Studio.Folders.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)).Where(n => n == holding.Id.ToString("N"));
        Assert.Empty(copied);
    }

    [Fact]
    public async Task An_erased_text_is_in_no_page_of_the_database_and_with_backups_dropped_in_no_copy_of_it()
    {
        const string Secret = "Ljubica Ramljak, Nazorova 51";
        await using var bench = await ErasureBench.OpenAsync();
        var lines = string.Join('\n', Enumerable.Range(0, 400).Select(i => $"A line of tea, number {i}, that is long enough to fill pages").Append(Secret));
        var version = await bench.Import.ImportAsync(Modality.Text, ("a.txt", Archives.Text(lines)));
        var item = (await bench.Import.ItemsAsync(version.Id)).Single(i => i.Text == Secret);
        var other = await bench.Import.ImportAsync(Modality.Text, ("b.txt", Archives.Text(Secret + "\nSomething else")));
        await bench.Studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, null, Cancel);
        Assert.Contains("studio.db", string.Join(' ', bench.Holding(Secret)), StringComparison.Ordinal);

        await bench.EraseAsync(item.BlobHash);

        // What the preview says of backups: their rows stay until they are deleted.
        Assert.All(bench.Holding(Secret), f => Assert.StartsWith("backups/studio-", f, StringComparison.Ordinal));
        Assert.Single(await bench.Import.ItemsAsync(other.Id));

        await bench.EraseAsync(item.BlobHash, dropBackups: true);
        Assert.Empty(bench.Holding(Secret));
        Assert.Single(bench.Studio.Services.GetRequiredService<BackupFolder>().List());
    }

    [Fact]
    public async Task The_ranks_close_behind_what_went_and_nearest_items_are_still_the_nearest()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await PicturesAsync(bench);
        var before = await bench.Import.ItemsAsync(version.Id);
        var model = await bench.TrainAsync(version.Id, "kept");

        await bench.EraseAsync(before[1].BlobHash, (model, ModelFate.Restrict));

        var after = await bench.Import.ItemsAsync(version.Id);
        Assert.Equal([(0, before[0].BlobHash), (1, before[2].BlobHash)], after.Select(i => (i.Index, i.BlobHash)));
        await using var db = await bench.Studio.DbAsync();
        Assert.Equal(1, (await db.Artifacts.SingleAsync(Cancel)).NearestItem);
        Assert.Equal(Visibility.Private, (await db.Models.SingleAsync(Cancel)).Visibility);

        await bench.EraseAsync(before[2].BlobHash, (model, ModelFate.Restrict));
        await using var later = await bench.Studio.DbAsync();
        Assert.Equal((null, null), await later.Artifacts.Select(a => ValueTuple.Create(a.NearestItem, a.Closeness)).SingleAsync(Cancel));
        Assert.True(bench.Has((await later.Checkpoints.SingleAsync(Cancel)).BlobHash));
    }

    [Fact]
    public async Task A_model_that_is_trained_again_goes_and_its_recipe_waits_on_what_is_left()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await PicturesAsync(bench);
        var model = await bench.TrainAsync(version.Id, "again");

        await bench.EraseAsync((await ItemAsync(bench, version, 0)).Item.BlobHash, (model, ModelFate.Retrain));

        await using var db = await bench.Studio.DbAsync();
        var run = await db.Runs.SingleAsync(r => r.State == RunState.Queued, Cancel);
        Assert.Equal((version.Id, "{\"width\":8}", 5, 10), (run.DatasetVersionId, run.Settings, run.Seed, run.Steps));
        Assert.True(await db.Jobs.AnyAsync(j => j.Kind == JobKind.Train && j.SubjectId == run.Id && j.State == JobState.Queued, Cancel));
        Assert.Empty(await db.Models.ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_same_bytes_are_refused_in_words_and_never_stored_again_and_so_is_the_same_text()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (item, bytes) = await ItemAsync(bench, await PicturesAsync(bench), 1);
        var text = (await bench.Import.ItemsAsync((await bench.Import.ImportAsync(Modality.Text, ("a.txt", Archives.Text("Buy tea\nStay")))).Id)).Single(i => i.Text == "Buy tea");
        await bench.EraseAsync(item.BlobHash);
        await bench.EraseAsync(text.BlobHash);

        var pictures = await bench.Import.ImportAsync(("new.zip", Archives.Zip(("x/back.png", bytes), ("x/new.png", PlainMedia.Picture(9)))));
        var texts = await bench.Import.ImportAsync(Modality.Text, ("b.txt", Archives.Text("Buy tea\nGo")));

        Assert.Equal("import.erased", Assert.Single(pictures.Health.Refusals).Reason.Code);
        Assert.Equal("import.erased", Assert.Single(texts.Health.Refusals).Reason.Code);
        Assert.Equal((1, 1), (pictures.Count, texts.Count));
        Assert.Empty(bench.Holding(bytes));
    }

    [Fact]
    public async Task Work_at_hand_and_a_model_without_a_decision_stand_in_the_way_and_nothing_is_changed()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await PicturesAsync(bench);
        var (item, _) = await ItemAsync(bench, version, 1);
        var model = await bench.TrainAsync(version.Id, "open");
        var undecided = await Assert.ThrowsAsync<StorageException>(() => bench.EraseAsync(item.BlobHash));
        await using (var db = await bench.Studio.DbAsync())
        {
            db.Add(new Job { Id = Guid.CreateVersion7(), Kind = JobKind.Train, SubjectId = model.RunId, State = JobState.Running });
            await db.SaveChangesAsync(Cancel);
        }

        var busy = await Assert.ThrowsAsync<StorageException>(() => bench.EraseAsync(item.BlobHash, (model, ModelFate.Delete)));
        var creator = new ErasureAsk([item.BlobHash], new Dictionary<Guid, ModelFate>(), "x", false);
        await Assert.ThrowsAsync<RefusedException>(() => bench.Erasures.CarryOutAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), creator, Cancel));

        Assert.Equal(("erasure.undecided", "open", "erasure.busy"), (undecided.Code, undecided.Arguments[0], busy.Code));
        Assert.True(bench.Has(item.BlobHash));
        Assert.Equal(3, (await bench.Import.ItemsAsync(version.Id)).Count);
    }

    [Fact]
    public async Task An_erasure_that_was_killed_between_rows_and_bytes_is_finished_at_the_next_start()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (item, bytes) = await ItemAsync(bench, await PicturesAsync(bench), 1);
        await using (var db = await bench.Studio.DbAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await bench.Studio.Services.GetRequiredService<ErasureRows>().RemoveAsync(
                db, ErasureBench.Admin, new ErasureAsk([item.BlobHash], new Dictionary<Guid, ModelFate>(), "x", false), [], Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.NotEmpty(bench.Holding(bytes));
        await bench.Erasures.FinishAllAsync(Cancel);

        Assert.Empty(bench.Holding(bytes));
        Assert.NotNull(Assert.Single(await bench.Reader.ListAsync(ErasureBench.Admin, 9, Cancel)).EndedAt);
    }

    [Fact]
    public async Task A_restored_backup_does_not_bring_back_what_was_erased_since()
    {
        await using var bench = await ErasureBench.OpenAsync();
        await using var elsewhere = new BackupBench();
        var version = await PicturesAsync(bench);
        var (item, _) = await ItemAsync(bench, version, 1);
        var model = await bench.TrainAsync(version.Id, "model");
        var backup = await bench.Studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, null, Cancel);
        await bench.EraseAsync(item.BlobHash, (model, ModelFate.Delete));

        var restored = await elsewhere.RestoreAsync(backup, moveAside: false, Cancel);
        var services = elsewhere.Services();
        await services.GetRequiredService<Erasures>().RepeatAsync(restored.Erased, Cancel);

        Assert.Equal([item.BlobHash], restored.Missing);
        await using var db = await services.GetRequiredService<IDbContextFactory<Data.StudioDb>>().CreateDbContextAsync(Cancel);
        Assert.Equal((2, 0), (await db.Items.CountAsync(Cancel), await db.Models.CountAsync(Cancel)));
        Assert.Contains(item.BlobHash, await db.ErasedContents.Select(c => c.Hash).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Items_are_found_by_name_by_text_by_hash_and_by_the_holder_of_their_rights()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await PicturesAsync(bench);
        await bench.TrainAsync(version.Id, "model");
        var item = (await bench.Import.ItemsAsync(version.Id))[1];
        await bench.Import.ImportAsync(Modality.Text, ("a.txt", Archives.Text("Buy tea\nStay")));

        Assert.Equal([item.BlobHash], (await FindAsync("2.png", false)).Select(f => f.Hash));
        Assert.Equal([item.BlobHash], (await FindAsync(item.BlobHash, false)).Select(f => f.Hash));
        Assert.Equal("Buy tea", Assert.Single(await FindAsync("Buy", false)).Text);
        Assert.Equal(5, (await FindAsync("our own", true)).Count);
        Assert.Empty(await FindAsync("nobody", true));
        var preview = await bench.Reader.PreviewAsync(ErasureBench.Admin, [item.BlobHash], Cancel);
        Assert.Equal((1, 1, 1, 0), (preview.Versions.Count, preview.Models.Single().Works, preview.Artifacts, preview.Busy));

        Task<IReadOnlyList<ErasableItem>> FindAsync(string words, bool holder) => bench.Reader.FindAsync(ErasureBench.Admin, words, holder, Cancel);
    }

    private static Task<DatasetVersion> PicturesAsync(ErasureBench bench) =>
        bench.Import.ImportAsync(("1.png", PlainMedia.Picture(1)), ("2.png", PlainMedia.Picture(2)), ("3.png", PlainMedia.Picture(3)));

    private static async Task<(Item Item, byte[] Bytes)> ItemAsync(ErasureBench bench, DatasetVersion version, int index)
    {
        var item = (await bench.Import.ItemsAsync(version.Id))[index];
        return (item, await File.ReadAllBytesAsync(bench.Studio.Blobs.PathOf(Core.ContentHash.Parse(item.BlobHash)), Cancel));
    }

    private static string Thumbnail(StudioFolders folders, string hash) => Path.Combine(folders.Thumbnails, hash[..2], $"{hash}-192.webp");
}
