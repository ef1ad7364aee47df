using AigcStudio.Data.Storage;
using Xunit;

namespace AigcStudio.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    /// <summary>A file that the kernel refuses to flush (EINVAL), as a failing disk would with EIO.</summary>
    private const string Unflushable = "/proc/self/stat";

    private readonly TestFolder _folder = new();

    [Fact]
    public void A_finished_file_takes_the_place_of_the_old_one()
    {
        File.WriteAllText(_folder["new"], "new");
        File.WriteAllText(_folder["place"], "old");
        AtomicFile.Commit(_folder["new"], _folder["place"]);
        Assert.Equal("new", File.ReadAllText(_folder["place"]));
        Assert.False(File.Exists(_folder["new"]));
    }

    [Fact]
    public void A_flush_that_fails_is_loud_and_the_old_file_stays()
    {
        File.CreateSymbolicLink(_folder["new"], Unflushable);
        File.WriteAllText(_folder["place"], "old");
        var refused = Assert.Throws<IOException>(() => AtomicFile.Commit(_folder["new"], _folder["place"]));
        Assert.StartsWith("fsync", refused.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(_folder["place"]));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var refused = Assert.Throws<IOException>(() => AtomicFile.Sync(_folder["nowhere"]));
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
