using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Archives that no archiver writes, beside those of <see cref="ArchiveAttackTests"/>.</summary>
public sealed class HostileArchiveTests
{
    [Fact]
    public async Task A_locked_entry_is_refused_in_words()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", HostileArchives.Encrypted()), ("good.png", PlainMedia.Picture(1)));
        Assert.Equal(["import.zipEncrypted"], version.Health.Refusals.Select(r => r.Reason.Code));
        Assert.Equal(1, version.Count);
    }

    [Fact]
    public async Task Of_two_names_the_one_in_the_table_counts_and_the_other_leads_nowhere()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", HostileArchives.TwoNames()));
        Assert.Equal(["good.png"], (await bench.ItemsAsync(version.Id)).Select(i => i.Name));
    }

    [Fact]
    public async Task Two_entries_of_one_name_are_two_items()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", Archives.Zip(("x/a.png", PlainMedia.Picture(1)), ("x/a.png", PlainMedia.Picture(2)))));
        Assert.Equal((2, 0), (version.Count, version.Health.Refused));
    }

    [Fact]
    public void Entries_that_share_their_bytes_unpack_to_no_more_than_the_archive_may()
    {
        using var folder = new TestFolder();
        var archive = folder.Write("bomb.zip", HostileArchives.Overlapping(500));
        var ledger = new ImportLedger();
        var caps = new ImportCaps { FreeUnpackedBytes = 1_000_000, MaxGrowth = 10 };
        var unpacked = new ZipSource(caps, ledger, () => folder[Guid.CreateVersion7().ToString("N")], 1_000_000).Unpack("bomb.zip", archive).Count();
        Assert.InRange(unpacked, 1, 10);
        Assert.Equal("import.zipTooMuch", Assert.Single(ledger.Refusals).Reason.Code);
    }

    [Theory]
    [InlineData(300_000L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void A_wide_record_that_claims_too_much_is_refused_before_it_is_read(long claimed)
    {
        var refused = Assert.Throws<ImportException>(() => ZipContents.Check(new MemoryStream(HostileArchives.Wide(claimed)), ImportCaps.Default));
        Assert.Equal("import.zipTooManyEntries", refused.Code);
        Assert.Equal(1, ZipContents.Check(new MemoryStream(HostileArchives.Wide(1)), ImportCaps.Default));
    }

    [Fact]
    [Trait("Lane", "Heavy")]
    public async Task A_hundred_thousand_entries_are_told_and_the_good_one_is_kept()
    {
        const int Entries = 100_000;
        await using var bench = await ImportBench.OpenAsync();
        var zip = Archives.Zip([.. Enumerable.Range(0, Entries).Select(i => ($"{i % 7}/{i}.png", new byte[] { 1, 2, 3, (byte)i })), ("good.png", PlainMedia.Picture(1))]);
        var version = await bench.ImportAsync(("a.zip", zip));
        Assert.Equal((1, Entries), (version.Count, version.Health.Refused));
        Assert.InRange(version.Health.Refusals.Count, 1, 1_000);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Studio.Folders.Spool));
    }
}
