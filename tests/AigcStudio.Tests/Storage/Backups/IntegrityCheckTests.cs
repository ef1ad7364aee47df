using AigcStudio.Core;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Storage.Backups;

/// <summary>One damage at a time, each named in a sentence; and none where there is none.</summary>
public sealed class IntegrityCheckTests : IAsyncLifetime
{
    // Far ahead, so that what the disk wrote just now is old.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(_clock));
        using var bytes = new MemoryStream(Safetensors());
        var blob = await _studio.Blobs.AddAsync(bytes, Cancel);
        await using var db = await _studio.DbAsync();
        var version = new Data.Datasets.DatasetVersion { Id = Guid.CreateVersion7(), Number = 1, Dataset = new Data.Datasets.Dataset { Id = Guid.CreateVersion7(), Name = "set" } };
        var run = new Run { Id = Guid.CreateVersion7(), Name = "Cats", DatasetVersionId = version.Id, FamilyId = "f", Preset = "quick", Settings = "{}", Form = "{}", State = RunState.Finished };
        db.AddRange(version, run, new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 7, BlobHash = blob.Hash.Hex, Bytes = blob.Length });
        await db.SaveChangesAsync(Cancel);
        await _studio.Services.GetRequiredService<AuditLog>().WriteAsync(null, "test.act", "thing", "", Cancel);
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task All_that_is_whole_is_found_whole() => Assert.Empty(await FindAsync(quick: false));

    [Fact]
    public async Task A_missing_blob_is_named_with_who_needs_it()
    {
        _studio.Blobs.Delete(Blob());

        Assert.Contains("Checkpoints.BlobHash", Assert.Single(await FindAsync(quick: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_blob_is_found_by_its_bytes_alone()
    {
        var path = _studio.Blobs.PathOf(Blob());
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        Assert.Empty(await FindAsync(quick: true));
        Assert.Contains("other bytes", Assert.Single(await FindAsync(quick: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_was_cut_short_cannot_be_read()
    {
        var path = _studio.Blobs.PathOf(Blob());
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Cancel))[..^1], Cancel);

        Assert.Contains("'Cats' at step 7", Assert.Single(await FindAsync(quick: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_no_row_needs_is_counted()
    {
        using var bytes = new MemoryStream([1]);
        await _studio.Blobs.AddAsync(bytes, Cancel);

        Assert.Contains("1 blobs (1 bytes) belong to no row", Assert.Single(await FindAsync(quick: true)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE Audit SET Details = 'x'", "audit log")]
    [InlineData("PRAGMA foreign_keys = OFF; INSERT INTO RunPoints (RunId, Series, Step, Value) VALUES ('0', 'loss', 1, 1)", "RunPoints refers to a row of Runs")]
    public async Task A_changed_log_and_a_row_without_its_owner_are_named(string damage, string words)
    {
        await using (var db = await _studio.DbAsync())
        {
            await db.Database.OpenConnectionAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync(damage, Cancel);
        }

        Assert.Contains(words, Assert.Single(await FindAsync(quick: true)), StringComparison.Ordinal);
    }

    private ContentHash Blob() => Assert.Single(_studio.Blobs.All());

    private async Task<IReadOnlyList<string>> FindAsync(bool quick) => (await _studio.Services.GetRequiredService<IntegrityCheck>().RunAsync(quick, Cancel)).Findings;

    private static byte[] Safetensors()
    {
        var header = """{"weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"""u8;
        return [.. BitConverter.GetBytes((long)header.Length), .. header, 1, 2, 3, 4, 5, 6, 7, 8];
    }
}
