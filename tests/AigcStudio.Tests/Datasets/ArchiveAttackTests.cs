using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets.Import;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Archives made to harm: each costs no more than its caps, says why, and loses nothing beside itself.</summary>
public sealed class ArchiveAttackTests
{
    private static readonly (string, byte[]) Good = ("good.png", PlainMedia.Picture(7));

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("a/../../evil.png")]
    [InlineData("..\\evil.png")]
    [InlineData("C:\\evil.png")]
    [InlineData("a\u0000b.png")]
    public async Task A_name_that_points_out_is_refused(string name) => await ExpectAsync("import.zipBadName", (name, PlainMedia.Picture(1)), Good);

    [Theory]
    [InlineData("__MACOSX/._a.png")]
    [InlineData(".hidden/a.png")]
    [InlineData("folder/.DS_Store")]
    [InlineData("Thumbs.db")]
    public async Task Litter_of_desktops_is_passed_over_in_silence(string name)
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", Archives.Zip((name, PlainMedia.Picture(1)), Good)));
        Assert.Equal((1, 0), (version.Count, version.Health.Refused));
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        var zip = Archives.Zip(e => e.ExternalAttributes = unchecked((int)0xA1FF0000), ("link.png", Archives.Text("/etc/passwd")));
        await ExpectAsync(zip, "import.zipLink");
    }

    [Fact]
    public async Task An_archive_in_an_archive_is_refused() =>
        await ExpectAsync("import.zipNested", ("inner.png", Archives.Zip(("a.png", PlainMedia.Picture(1)))), Good);

    [Theory]
    [InlineData(4u)]
    [InlineData(100_000u)]
    public async Task An_entry_that_lies_about_its_size_is_refused(uint claimed)
    {
        var zip = Archives.WithClaimedSize(Archives.Zip(("a.png", [.. PlainMedia.Picture(1), .. new byte[500]])), claimed);
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", zip), Good);
        Assert.Equal(1, version.Count);
        Assert.Contains(Assert.Single(version.Health.Refusals).Reason.Code, new[] { "import.zipEntryLies", "import.zipEntryBroken" });
    }

    [Fact]
    public async Task A_flipped_bit_is_found_by_the_checksum()
    {
        var noise = new byte[2_000];
        new Random(3).NextBytes(noise);
        var zip = Archives.Zip(("a.png", noise));
        zip[500] ^= 16;
        await ExpectAsync(zip, "import.zipEntryBroken");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_000)]
    public async Task A_lie_about_the_number_of_entries_is_refused(int claimed)
    {
        var zip = Archives.WithClaimedEntries(Archives.Zip(("a.png", PlainMedia.Picture(1)), ("b.png", PlainMedia.Picture(2))), (ushort)claimed);
        await ExpectAsync(zip, "import.zipBroken");
    }

    [Fact]
    public void More_entries_than_the_cap_are_refused_before_they_are_read()
    {
        var zip = Archives.Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.png", new byte[1]))]);
        var refused = Assert.Throws<ImportException>(() => ZipContents.Check(new MemoryStream(zip), new ImportCaps { MaxEntries = 19 }));
        Assert.Equal("import.zipTooManyEntries", refused.Code);
        Assert.Equal(20, ZipContents.Check(new MemoryStream(zip), new ImportCaps { MaxEntries = 20 }));
    }

    [Fact]
    public void A_table_of_contents_beyond_the_cap_is_refused_whatever_number_it_claims()
    {
        var zip = Archives.WithClaimedEntries(Archives.Zip([.. Enumerable.Range(0, 200).Select(i => ($"{i}.png", new byte[1]))]), 1);
        var refused = Assert.Throws<ImportException>(() => ZipContents.Check(new MemoryStream(zip), new ImportCaps { MaxContentsBytes = 5_000 }));
        Assert.Equal("import.zipTooManyEntries", refused.Code);
    }

    [Fact]
    public void A_bomb_stops_at_its_allowance_and_what_came_before_is_kept()
    {
        var bomb = Archives.Zip(("a.png", PlainMedia.Picture(1)), ("bomb.png", new byte[5_000_000]), ("late.png", PlainMedia.Picture(2)));
        var folder = Directory.CreateTempSubdirectory("bomb-");
        try
        {
            var archive = Path.Combine(folder.FullName, "bomb.zip");
            File.WriteAllBytes(archive, bomb);
            var ledger = new ImportLedger();
            var caps = new ImportCaps { FreeUnpackedBytes = 10_000, MaxGrowth = 10 };
            var unpacked = new ZipSource(caps, ledger, () => Path.Combine(folder.FullName, Guid.CreateVersion7().ToString()), ImportCaps.Default.Pictures.MaxBytes).Unpack("bomb.zip", archive).ToList();
            Assert.Equal("a.png", Assert.Single(unpacked).Name);
            Assert.Equal("import.zipTooMuch", Assert.Single(ledger.Refusals).Reason.Code);
            Assert.True(folder.EnumerateFiles().Sum(f => f.Length) < bomb.Length + 10_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Names_that_differ_only_in_case_or_composition_lose_nothing()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", Archives.Zip(
            ("Café/1.png", PlainMedia.Picture(1)), ("Cafe\u0301/1.png", PlainMedia.Picture(2)), ("CAFÉ/1.PNG", PlainMedia.Picture(3)),
            ("tea/1.png", PlainMedia.Picture(4)))));
        Assert.Equal(4, version.Count);
        Assert.Equal(["Café", "tea"], version.Labels);
    }

    [Fact]
    public async Task Truncation_at_every_byte_is_an_answer_and_never_a_fault()
    {
        var zip = Archives.Zip(("a.png", PlainMedia.Picture(1)), ("b.png", PlainMedia.Picture(2)));
        await using var bench = await ImportBench.OpenAsync();
        var files = Enumerable.Range(1, zip.Length - 1).Select(n => ($"{n}.zip", zip[..n])).Append(Good).ToArray();
        var version = await bench.ImportAsync(files);
        Assert.Equal(1, version.Count);
        Assert.Equal(zip.Length - 1, version.Health.Refused);
    }

    private static Task ExpectAsync(string code, params (string, byte[])[] entries) => ExpectAsync(Archives.Zip(entries), code);

    private static async Task ExpectAsync(byte[] zip, string code)
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(("a.zip", zip), ("good beside.png", PlainMedia.Picture(7)));
        Assert.Equal(1, version.Count);
        Assert.Equal(code, Assert.Single(version.Health.Refusals).Reason.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Studio.Folders.Spool));
    }
}
