using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Backups;

/// <summary>A blob that is let go between the copy of the rows and that of the blobs: the moment at which a backup could be torn.</summary>
public sealed class PassingBlobTests : IAsyncLifetime
{
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BackupFolder Folder => _studio.Services.GetRequiredService<BackupFolder>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 0)]
    public async Task A_blob_that_is_let_go_meanwhile_is_in_the_backup_or_no_row_of_it_asks_for_it(bool madeMeanwhile, int itemsInBackup)
    {
        using var other = new MemoryStream([9]);
        await _studio.Blobs.AddAsync(other, Cancel);
        var passing = new Passing(this, madeMeanwhile);

        var backup = await _studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, passing, Cancel);

        Assert.True(passing.Gone);
        Assert.Empty(backup.Manifest.MissingBlobs);
        Assert.Equal(itemsInBackup, backup.Manifest.Rows["Items"]);
        Assert.Equal(itemsInBackup, backup.Manifest.Blobs);
    }

    // Called by the backup itself, at each blob: before there is a copy of the rows something may be made, after it that is let go.
    private sealed class Passing : IProgress<JobProgress>
    {
        private readonly PassingBlobTests _test;
        private List<string>? _hashes;

        public Passing(PassingBlobTests test, bool late)
        {
            _test = test;
            if (!late)
            {
                Make();
            }
        }

        public bool Gone { get; private set; }

        public void Report(JobProgress value)
        {
            var copied = Directory.EnumerateFiles(_test.Folder.Root, "studio.db", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Any();
            if (!copied && _hashes is null && value.Done == value.Total)
            {
                Make();
            }
            else if (copied && !Gone)
            {
                Gone = true;
                using var db = _test._studio.Contexts.CreateDbContext();
                db.Datasets.ExecuteDelete();
                _hashes!.ForEach(h => _test._studio.Blobs.Delete(ContentHash.Parse(h)));
            }
        }

        private void Make()
        {
            _hashes = [.. Enumerable.Range(0, 3).Select(i => _test._studio.Blobs.Take(Write(i)).Hash.Hex)];
            var version = new DatasetVersion { Id = Guid.CreateVersion7(), Number = 1, Dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "passing", Modality = Modality.Image } };
            using var db = _test._studio.Contexts.CreateDbContext();
            db.Add(version);
            db.AddRange(_hashes.Select((h, i) => new Item { VersionId = version.Id, Index = i, BlobHash = h, Name = "item" }));
            db.SaveChanges();
        }

        private string Write(int number)
        {
            var path = _test._studio.Folders.NewSpoolFile();
            File.WriteAllBytes(path, [1, 2, (byte)number]);
            return path;
        }
    }
}
