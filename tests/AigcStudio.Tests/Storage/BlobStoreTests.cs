using AigcStudio.Core;
using AigcStudio.Data.Storage;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("blobs-").FullName;
    private readonly StudioFolders _folders;
    private readonly BlobStore _blobs;

    public BlobStoreTests() => _blobs = new BlobStore(_folders = new StudioFolders(_root));

    [Fact]
    public async Task A_blob_is_named_by_what_it_holds()
    {
        var bytes = "hello"u8.ToArray();
        var stored = await _blobs.AddAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Equal(ContentHash.Of(bytes), stored.Hash);
        Assert.Equal(5, stored.Length);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_blobs.PathOf(stored.Hash), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_source_that_breaks_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _blobs.AddAsync(new BreakingStream(100_000), TestContext.Current.CancellationToken));
        Assert.Empty(_blobs.All());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folders.Spool));
    }

    [Fact]
    public void Many_files_are_taken_in_order_and_equal_ones_are_stored_once()
    {
        var paths = new[] { "a", "b", "a" }.Select(Spooled).ToList();
        var stored = _blobs.TakeMany(paths);
        Assert.Equal(["a", "b", "a"], stored.Select(s => File.ReadAllText(_blobs.PathOf(s.Hash))));
        Assert.Equal(2, _blobs.All().Count());
        Assert.All(paths, p => Assert.False(File.Exists(p)));
    }

    [Fact]
    public void Taking_the_same_bytes_again_writes_nothing_and_counts_as_stored_now()
    {
        var first = _blobs.Take(Spooled("same"));
        var path = _blobs.PathOf(first.Hash);
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.WriteAllText(path, "mark");
        File.SetLastWriteTimeUtc(path, before);

        Assert.Equal(first, _blobs.Take(Spooled("same")));

        Assert.Equal("mark", File.ReadAllText(path));
        Assert.False(_blobs.DeleteStoredBefore(first.Hash, new DateTimeOffset(before.AddYears(1))));
    }

    [Fact]
    public void Deleting_twice_is_no_error()
    {
        var stored = _blobs.Take(Spooled("gone"));
        _blobs.Delete(stored.Hash);
        _blobs.Delete(stored.Hash);
        Assert.False(_blobs.Has(stored.Hash));
    }

    public void Dispose()
    {
        _folders.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private string Spooled(string text)
    {
        var path = _folders.NewSpoolFile();
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class BreakingStream(int afterBytes) : MemoryStream(new byte[afterBytes])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("The line broke.") : base.ReadAsync(buffer, cancellationToken);
    }
}
