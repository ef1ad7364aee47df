using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class CleanUpTests : IAsyncLifetime
{
    private static readonly CleanAsk Everything =
        new(CleanPart.Checkpoints | CleanPart.Packs | CleanPart.Thumbnails | CleanPart.Trash | CleanPart.Uploads, TrashDays: 30, UploadDays: 7);

    // Far ahead, so that what the disk wrote just now is old.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static Viewer Admin { get; } = new(Guid.CreateVersion7(), Role.Admin);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _clock.GetUtcNow();

    private CleanUps CleanUps => _studio.Services.GetRequiredService<CleanUps>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    /// <summary>Sixteen workspaces made up by dice: what a row still names is on the disk, what none names is not, and what may not go is there.</summary>
    [Fact]
    public async Task No_blob_that_anything_refers_to_is_ever_deleted_and_all_others_are()
    {
        var erased = 0;
        for (var seed = 1; seed <= 16; seed++)
        {
            await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));
            await new StoreGraph(studio, seed, Now).BuildAsync(Cancel);
            await using var before = await studio.DbAsync();
            var young = await before.Artifacts.CountAsync(a => a.TrashedAt == null || a.TrashedAt > Now.AddDays(-30), Cancel);
            var kept = await before.Models.CountAsync(m => m.TrashedAt == null, Cancel);

            await CleanAsync(studio, Everything);

            await using var db = await studio.DbAsync();
            var there = studio.Blobs.All().Select(h => h.Hex).ToHashSet();
            Assert.Equal(StoreGraph.Used(db).Order(), there.Order());
            Assert.Equal(young, await db.Artifacts.CountAsync(Cancel));
            Assert.Equal(kept, await db.Models.CountAsync(m => m.TrashedAt == null, Cancel));
            Assert.False(await db.Artifacts.AnyAsync(a => !db.Runs.Any(r => r.Id == a.RunId) || !db.Checkpoints.Any(c => c.Id == a.CheckpointId), Cancel));
            erased += 14 - there.Count;
        }

        Assert.True(erased > 16, $"Only {erased} blobs went: the dice made nothing to erase.");
    }

    [Fact]
    public async Task The_preview_tells_the_bytes_that_the_act_gives_back_and_touches_nothing()
    {
        for (var seed = 50; seed < 55; seed++)
        {
            await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));
            await new StoreGraph(studio, seed, Now).BuildAsync(Cancel);
            var before = studio.Blobs.All().Count();

            var plan = await studio.Services.GetRequiredService<CleanUps>().PreviewAsync(Admin, Everything, Cancel);
            Assert.Equal(before, studio.Blobs.All().Count());
            var done = await CleanAsync(studio, Everything);

            Assert.Equal(plan.Bytes, done.Bytes);
            Assert.Equal(plan.Goes.Where(l => l.Kind != "leftovers").Sum(l => l.Count), done.Removed);
        }
    }

    [Fact]
    public async Task An_old_trashed_dataset_is_gone_from_the_disk_and_what_another_shares_with_it_is_not()
    {
        var (shared, own) = (await BlobAsync(1), await BlobAsync(2));
        await KeepDatasetAsync("Old", StoreGraph.Old(Now), shared, own);
        await KeepDatasetAsync("Kept", null, shared);

        var done = await CleanAsync(_studio, Everything);

        Assert.False(File.Exists(_studio.Blobs.PathOf(own)));
        Assert.True(File.Exists(_studio.Blobs.PathOf(shared)));
        Assert.Equal((1, 1L), (done.Removed, done.Bytes));
        Assert.Equal(
            ["storage.cleaned", "storage.erased"],
            (await _studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel)).Select(e => e.Act).Order());
    }

    [Fact]
    public async Task A_dataset_that_a_run_learned_from_stays_and_says_so()
    {
        var hash = await BlobAsync(1);
        var version = await KeepDatasetAsync("Old", StoreGraph.Old(Now), hash);
        await using (var db = await _studio.DbAsync())
        {
            db.Add(new Run { Id = Guid.CreateVersion7(), Name = "Cats", DatasetVersionId = version, FamilyId = "f", Preset = "quick", Settings = "{}", Form = "{}", State = RunState.Finished });
            await db.SaveChangesAsync(Cancel);
        }

        var plan = await CleanUps.PreviewAsync(Admin, Everything, Cancel);
        await CleanAsync(_studio, Everything);

        var stays = Assert.Single(plan.Stays);
        Assert.Equal(("Old", "storage.stays.runs", "Cats"), (stays.Name, stays.Reason.Code, Assert.Single(stays.Reason.Arguments)));
        Assert.True(_studio.Blobs.Has(hash));
    }

    [Fact]
    public async Task What_came_back_from_the_trash_between_preview_and_act_stays()
    {
        var hash = await BlobAsync(1);
        await KeepDatasetAsync("Old", StoreGraph.Old(Now), hash);
        await CleanUps.QueueAsync(Admin, Everything, nightly: false, Cancel);
        await using (var db = await _studio.DbAsync())
        {
            await db.Datasets.ExecuteUpdateAsync(row => row.SetProperty(d => d.TrashedAt, (DateTimeOffset?)null), Cancel);
        }

        await WorkAsync(_studio);

        Assert.True(_studio.Blobs.Has(hash));
    }

    [Fact]
    public async Task Bytes_stored_since_work_began_are_left_alone_though_no_row_names_them_yet()
    {
        var before = await BlobAsync(1);
        await using (var db = await _studio.DbAsync())
        {
            // An import at work whose first bytes are older than the clean-up.
            db.Add(new Job { Id = Guid.CreateVersion7(), Kind = JobKind.Import, State = JobState.Running, CreatedAt = TimeProvider.System.GetUtcNow().AddHours(-1) });
            await db.SaveChangesAsync(Cancel);
        }

        await CleanAsync(_studio, Everything);
        Assert.True(_studio.Blobs.Has(before));

        await using (var db = await _studio.DbAsync())
        {
            await db.Jobs.Where(j => j.Kind == JobKind.Import).ExecuteUpdateAsync(row => row.SetProperty(j => j.State, JobState.Failed), Cancel);
        }

        await CleanAsync(_studio, Everything);
        Assert.False(_studio.Blobs.Has(before));
    }

    [Fact]
    public async Task Of_an_ended_run_the_last_the_best_and_the_published_checkpoint_stay()
    {
        var version = await KeepDatasetAsync("Digits", null);
        var run = new Run { Id = Guid.CreateVersion7(), Name = "Cats", DatasetVersionId = version, FamilyId = "f", Preset = "quick", Settings = "{}", Form = "{}", State = RunState.Cancelled };
        CheckpointReason[] reasons = [CheckpointReason.Timed, CheckpointReason.Best, CheckpointReason.Best, CheckpointReason.Timed, CheckpointReason.Timed];
        var saved = new List<Checkpoint>();
        for (var i = 0; i < reasons.Length; i++)
        {
            saved.Add(new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = i, BlobHash = (await BlobAsync((byte)(i + 10))).Hex, Bytes = 1, Reason = reasons[i] });
        }

        await using (var db = await _studio.DbAsync())
        {
            db.Add(run);
            db.AddRange(saved);
            db.Add(new AigcStudio.Data.Models.Model { Id = Guid.CreateVersion7(), Name = "M", RunId = run.Id, CheckpointId = saved[0].Id });
            await db.SaveChangesAsync(Cancel);
        }

        await CleanAsync(_studio, Everything with { Parts = CleanPart.Checkpoints });

        Assert.Equal([true, false, true, false, true], saved.Select(c => _studio.Blobs.Has(ContentHash.Parse(c.BlobHash))));
    }

    [Fact]
    public async Task Caches_go_but_the_pack_of_a_run_at_work_stays()
    {
        var (busy, idle) = (await KeepDatasetAsync("Busy", null), await KeepDatasetAsync("Idle", null));
        await using (var db = await _studio.DbAsync())
        {
            db.Add(new Run { Id = Guid.CreateVersion7(), Name = "Cats", DatasetVersionId = busy, FamilyId = "f", Preset = "quick", Settings = "{}", Form = "{}", State = RunState.Running });
            await db.SaveChangesAsync(Cancel);
        }

        string[] paths = [Pack(busy), Pack(idle), Path.Combine(_studio.Folders.Thumbnails, "a.webp")];
        Array.ForEach(paths, p => File.WriteAllBytes(p, [1, 2, 3]));

        await CleanAsync(_studio, Everything);

        Assert.Equal([true, false, false], paths.Select(File.Exists));

        string Pack(Guid version) => Path.Combine(_studio.Folders.Packs, $"{version:N}-x.pack");
    }

    [Fact]
    public async Task Only_an_administrator_cleans_and_only_one_clean_up_waits()
    {
        var creator = new Viewer(Guid.CreateVersion7(), Role.Creator);

        await Assert.ThrowsAsync<RefusedException>(() => CleanUps.QueueAsync(creator, Everything, nightly: false, Cancel));
        await CleanUps.QueueAsync(Admin, Everything, nightly: false, Cancel);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => CleanUps.QueueAsync(Admin, Everything, nightly: false, Cancel));

        Assert.Equal("storage.cleaning.busy", refusal.Code);
    }

    [Fact]
    public async Task Every_column_that_names_a_blob_is_known()
    {
        await using var db = await _studio.DbAsync();
        var columns = BlobReferences.Columns(db).Select(c => $"{c.Table}.{c.Column}").ToList();

        Assert.Superset(
            new HashSet<string> { "Artifacts.BlobHash", "Checkpoints.BlobHash", "Evaluations.PairsBlobHash", "Items.BlobHash", "RunSamples.BlobHash" },
            columns.ToHashSet());
    }

    [Fact]
    public async Task Figures_count_each_blob_once_and_name_what_nothing_refers_to()
    {
        var (shared, lost) = (await BlobAsync(1), await BlobAsync(2));
        await KeepDatasetAsync("A", null, shared);
        await KeepDatasetAsync("B", null, shared);

        var figures = await _studio.Services.GetRequiredService<StorageReader>().ReadAsync(Admin, Cancel);

        Assert.Equal(new StorageShare("datasets", 1, 1), figures.Shares.Single(s => s.Kind == "datasets"));
        Assert.Equal(new StorageShare("leftovers", 1, 1), figures.Shares.Single(s => s.Kind == "leftovers"));
        Assert.True(figures.FreeBytes > 0 && figures.Shares.Single(s => s.Kind == "database").Bytes > 0 && _studio.Blobs.Has(lost));
    }

    private async Task<ContentHash> BlobAsync(byte value)
    {
        using var bytes = new MemoryStream([value]);
        return (await _studio.Blobs.AddAsync(bytes, Cancel)).Hash;
    }

    private async Task<Guid> KeepDatasetAsync(string name, DateTimeOffset? trashedAt, params ContentHash[] items)
    {
        var dataset = new Dataset { Id = Guid.CreateVersion7(), Name = name, Modality = Modality.Image, TrashedAt = trashedAt };
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), DatasetId = dataset.Id, Number = 1, FrozenAt = Now };
        await using var db = await _studio.DbAsync();
        db.AddRange(dataset, version);
        db.AddRange(items.Select((hash, i) => new Item { VersionId = version.Id, Index = i, BlobHash = hash.Hex, Name = "item" }));
        await db.SaveChangesAsync(Cancel);
        return version.Id;
    }

    private static async Task<CleanUpView> CleanAsync(TemporaryStudio studio, CleanAsk ask)
    {
        var id = await studio.Services.GetRequiredService<CleanUps>().QueueAsync(Admin, ask, nightly: false, Cancel);
        await WorkAsync(studio);
        return (await studio.Services.GetRequiredService<CleanUps>().ListAsync(Admin, 10, Cancel)).Single(c => c.Id == id);
    }

    private static async Task WorkAsync(TemporaryStudio studio)
    {
        var claims = studio.Services.GetRequiredService<JobClaims>();
        var job = (await claims.ClaimNextAsync([JobKind.Clean], "worker", Cancel))!;
        var lease = new JobLease(job.Id, job.SubjectId, job.OwnerId, job.Payload, job.Attempt, job.FencingToken, new Progress<JobProgress>(), default);
        var ending = await studio.Services.GetServices<IJobHandler>().Single(h => h.Kind == JobKind.Clean).HandleAsync(lease, Cancel);
        Assert.Equal(JobState.Succeeded, ending);
        await claims.EndAsync(job.Id, job.FencingToken, JobMove.Succeed, null, Cancel);
    }
}
