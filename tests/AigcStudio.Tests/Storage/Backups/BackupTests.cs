using System.Security.Cryptography;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Backups;

public sealed class BackupTests : IAsyncLifetime
{
    private const int Together = 7;

    private readonly BackupBench _bench = new();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BackupMaker Maker => _studio.Services.GetRequiredService<BackupMaker>();

    private BackupFolder Folder => _studio.Services.GetRequiredService<BackupFolder>();

    public async ValueTask InitializeAsync()
    {
        _studio = await TemporaryStudio.OpenAsync();
        await new StoreGraph(_studio, 7, TimeProvider.System.GetUtcNow()).BuildAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _studio.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_backup_made_while_the_studio_is_written_to_is_restored_row_by_row_and_blob_by_blob()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var before = await KeepAsync("before");
        var (written, churned) = (0, 0);
        var writers = new[]
        {
            Task.Run(async () =>
            {
                for (; !stop.IsCancellationRequested; written++)
                {
                    await KeepAsync($"meanwhile {written}");
                }
            }, Cancel),
            Task.Run(async () =>
            {
                for (; !stop.IsCancellationRequested; churned++)
                {
                    await ForgetAsync(await KeepAsync($"passing {churned}"));
                }
            }, Cancel),
        };
        await Wait.UntilAsync(() => written > 3 && churned > 3, Cancel);
        var backup = await Maker.MakeAsync(null, null, null, Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        var restored = await _bench.RestoreAsync(backup, moveAside: false, Cancel);

        Assert.Empty(backup.Manifest.MissingBlobs);
        Assert.Empty(restored.Missing);
        await using var db = await _bench.Services().GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        Assert.True(await db.Datasets.AnyAsync(d => d.Id == before, Cancel));
        Assert.All(
            await db.DatasetVersions.Where(v => v.Count == Together).Select(v => db.Items.Count(i => i.VersionId == v.Id)).ToListAsync(Cancel),
            items => Assert.Equal(Together, items));
        var passing = await db.Datasets.CountAsync(d => d.Name.StartsWith("passing"), Cancel);
        Assert.True(passing <= 1, "Two moments are mixed: each of those was gone before the next came.");
        foreach (var hash in StoreGraph.Used(db))
        {
            var path = Path.Combine(_bench.Root, "blobs", hash[..2], hash);
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, Cancel))));
        }
    }

    [Fact]
    public async Task A_restored_studio_has_every_row_that_the_quiet_one_had_and_no_other()
    {
        await _studio.Services.GetRequiredService<AuditLog>().WriteAsync(null, "test.act", "thing", "", Cancel);
        var backup = await Maker.MakeAsync(null, null, null, Cancel);

        await _bench.RestoreAsync(backup, moveAside: false, Cancel);

        var (here, there) = (_studio.Folders.Database, Path.Combine(_bench.Root, "studio.db"));
        Assert.Equal(["Audit: 1", "AuditHead: 1"], await BackupBench.ExtraRowsAsync(here, there, Cancel));
        Assert.Equal(["AuditHead: 1"], await BackupBench.ExtraRowsAsync(there, here, Cancel));
        var services = _bench.Services();
        await services.OpenDatabaseAsync(cancel: Cancel);
        var audit = services.GetRequiredService<AuditLog>();
        await audit.WriteAsync(null, "test.after", "thing", "", Cancel);
        Assert.True((await audit.VerifyAsync(Cancel)).Whole, "The key of the audit log is not the one that signed it.");

        // The dice's checkpoints are three bytes each, which is all that is wrong with them.
        Assert.All((await services.GetRequiredService<IntegrityCheck>().RunAsync(quick: false, Cancel)).Findings, f => Assert.StartsWith("The checkpoint of", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blobs_are_shared_by_all_backups_and_outlive_what_the_studio_lets_go()
    {
        var first = await Maker.MakeAsync(null, null, null, Cancel);
        var hash = _studio.Blobs.All().First();
        await Maker.MakeAsync(null, null, null, Cancel);

        Assert.True(first.Manifest.Blobs > 0);
        Assert.Single(Directory.EnumerateFiles(Folder.Blobs, hash.Hex, SearchOption.AllDirectories));
        _studio.Blobs.Delete(hash);
        Assert.Equal(hash, ContentHash.Of(await File.ReadAllBytesAsync(Folder.BlobOf(hash.Hex), Cancel)));
    }

    [Fact]
    public async Task Only_as_many_as_the_rule_says_are_kept_and_blobs_that_none_of_them_needs_go()
    {
        var lost = await KeepAsync("soon gone");
        await Maker.MakeAsync(null, null, null, Cancel);
        var hash = await HashOfAsync(lost);
        await ForgetAsync(lost);
        await Maker.MakeAsync(null, null, null, Cancel);
        var last = await Maker.MakeAsync(null, null, null, Cancel);
        await Maker.KeepAsync(2, Cancel);
        Assert.Equal(2, Folder.List().Count);
        Assert.Equal(last.Name, Folder.List()[0].Name);
        Assert.False(File.Exists(Folder.BlobOf(hash)));
        Assert.All(StoreGraph.Used(await _studio.DbAsync()), h => Assert.True(File.Exists(Folder.BlobOf(h))));
    }

    [Fact]
    public async Task A_root_in_use_is_refused_and_moved_aside_when_asked()
    {
        var backup = await Maker.MakeAsync(null, null, null, Cancel);
        await _bench.RestoreAsync(backup, moveAside: false, Cancel);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => _bench.RestoreAsync(backup, moveAside: false, Cancel));
        var again = await _bench.RestoreAsync(backup, moveAside: true, Cancel);

        Assert.Equal("storage.restore.occupied", refusal.Code);
        Assert.True(File.Exists(Path.Combine(again.Aside!, "studio.db")));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(again.Aside!, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_backup_that_was_changed_or_never_finished_is_refused_and_nothing_is_touched()
    {
        var backup = await Maker.MakeAsync(null, null, null, Cancel);
        var database = Path.Combine(backup.Path, "studio.db");
        var bytes = await File.ReadAllBytesAsync(database, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(database, bytes, Cancel);
        var changed = await Assert.ThrowsAsync<StorageException>(() => _bench.RestoreAsync(backup, moveAside: false, Cancel));
        File.Delete(Path.Combine(backup.Path, "manifest.json"));
        var unfinished = await Assert.ThrowsAsync<StorageException>(() => _bench.RestoreAsync(backup, moveAside: false, Cancel));

        Assert.Equal(("storage.restore.changed", "storage.restore.none"), (changed.Code, unfinished.Code));
        Assert.False(File.Exists(Path.Combine(_bench.Root, "studio.db")));
    }

    [Fact]
    public async Task A_blob_that_rotted_in_the_backup_is_named_and_not_put_in_place()
    {
        var elsewhere = Path.Combine(_studio.Root, "elsewhere");
        var backup = await Maker.MakeAsync(null, elsewhere, null, Cancel);
        var hash = StoreGraph.Used(await _studio.DbAsync()).First();
        var blob = new BackupFolder(elsewhere).BlobOf(hash);
        File.Delete(blob);
        await File.WriteAllBytesAsync(blob, [9, 9, 9], Cancel);

        var restored = await _bench.RestoreAsync(backup, moveAside: false, Cancel);

        Assert.Equal([hash], restored.Missing);
        Assert.False(File.Exists(Path.Combine(_bench.Root, "blobs", hash[..2], hash)));
    }

    [Fact]
    public async Task Whole_uploads_that_wait_come_back_and_nobody_else_may_read_a_backup()
    {
        DatasetFile file;
        await using (var db = await _studio.DbAsync())
        {
            file = new DatasetFile { Id = Guid.CreateVersion7(), DatasetId = (await db.Datasets.FirstAsync(Cancel)).Id, Name = "a.png", Length = 3, Received = 3 };
            db.Add(file);
            await db.SaveChangesAsync(Cancel);
        }

        await File.WriteAllBytesAsync(_studio.Services.GetRequiredService<UploadFolder>().PathOf(file.Id), [1, 2, 3], Cancel);
        var backup = await Maker.MakeAsync(null, null, null, Cancel);
        await _bench.RestoreAsync(backup, moveAside: false, Cancel);

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(_bench.Root, "uploads", file.Id.ToString("N")), Cancel));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Folder.Root) & (UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute));
        Assert.All(Directory.EnumerateFiles(Path.Combine(backup.Path, "keys")), k => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(k)));
    }

    private async Task<Guid> KeepAsync(string name)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = name, Modality = Modality.Image };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), DatasetId = dataset.Id, Number = 1, Count = Together };
        await using var db = await _studio.DbAsync();
        db.AddRange(dataset, version);
        for (var i = 0; i < Together; i++)
        {
            using var bytes = new MemoryStream([.. dataset.Id.ToByteArray(), (byte)i]);
            var blob = await _studio.Blobs.AddAsync(bytes, CancellationToken.None);
            db.Add(new Item { VersionId = version.Id, Index = i, BlobHash = blob.Hash.Hex, Name = name });
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return dataset.Id;
    }

    // As old checkpoints go: the row first, then the bytes, at once.
    private async Task ForgetAsync(Guid dataset)
    {
        await using var db = await _studio.DbAsync();
        var hashes = await db.Items.Where(i => db.DatasetVersions.Any(v => v.Id == i.VersionId && v.DatasetId == dataset)).Select(i => i.BlobHash).ToListAsync(CancellationToken.None);
        await db.Datasets.Where(d => d.Id == dataset).ExecuteDeleteAsync(CancellationToken.None);
        hashes.ForEach(h => _studio.Blobs.Delete(ContentHash.Parse(h)));
    }

    private async Task<string> HashOfAsync(Guid dataset)
    {
        await using var db = await _studio.DbAsync();
        return await db.Items.Where(i => db.DatasetVersions.Any(v => v.Id == i.VersionId && v.DatasetId == dataset)).Select(i => i.BlobHash).FirstAsync(Cancel);
    }
}
