using AigcStudio.Core;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Storage.Erasing;
using AigcStudio.Tests.Datasets;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

/// <summary>What an erasure finds in an archive that waits: all that an import would have stored, whatever lies around it.</summary>
public sealed class ErasedUploadsTests : IDisposable
{
    private static readonly byte[] Erased = [1, 2, 3, 4, 5];
    private static readonly ImportCaps Tight = ImportCaps.Default with { MaxUnpackedBytes = 1_000 };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("__MACOSX/a/._one.png")]
    [InlineData("a/.DS_Store")]
    [InlineData("../outside.png")]
    public async Task Litter_beyond_the_allowance_hides_nothing_that_comes_after_it(string litter)
    {
        Assert.True(await HoldsAsync((litter, new byte[5_000]), ("a/one.png", Erased)));
        Assert.False(await HoldsAsync((litter, new byte[5_000]), ("a/one.png", [9])));
    }

    [Fact]
    public async Task Erased_bytes_that_an_import_would_pass_over_are_found_too()
    {
        Assert.True(await HoldsAsync(("a/one.png", [9]), ("a/.hidden.png", Erased)));
    }

    [Fact]
    public async Task Where_the_import_stops_unpacking_the_search_stops_and_what_it_passes_over_has_its_own_bound()
    {
        Assert.False(await HoldsAsync(("a/large.png", new byte[1_001]), ("a/one.png", Erased)));
        Assert.False(await HoldsAsync((".a", new byte[998]), (".one.png", Erased)));
    }

    private async Task<bool> HoldsAsync(params (string Name, byte[] Bytes)[] entries) =>
        await ErasedUploads.HoldAsync(_folder.Write("waiting.zip", Archives.Zip(entries)), [ContentHash.Of(Erased).Hex], Tight, TestContext.Current.CancellationToken);
}
