using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Datasets.Import;
using AigcStudio.Data.Datasets.Import.Texts;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Texts that are not what they say, or far too much: each gets its sentence, and the rest goes on.</summary>
public sealed class BadTextTests
{
    [Theory]
    [InlineData(new byte[] { (byte)'o', (byte)'k', (byte)'\n', (byte)'a', 0xE9, (byte)'b' }, "4")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC3 }, "2")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xFF }, "4")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "0")]
    public async Task Bytes_that_are_no_utf8_are_named_by_their_offset(byte[] bytes, string offset)
    {
        var version = await ImportAsync(("bad.txt", bytes), ("good.txt", Archives.Text("kept")));
        var refusal = Assert.Single(version.Health.Refusals);
        Assert.Equal(("bad.txt", "import.text.notUtf8", offset), (refusal.Name, refusal.Reason.Code, refusal.Reason.Arguments[0]));
    }

    [Fact]
    public async Task A_broken_byte_deep_in_a_large_file_is_found_where_it_is()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"Zeile mit Größe {i}\n"))), 0x80, .. "end"u8];
        var version = await ImportAsync(("bad.txt", bytes));
        Assert.Equal([$"{bytes.Length - 4}"], Assert.Single(version.Health.Refusals).Reason.Arguments);
        Assert.Equal(40_000, version.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Utf16_with_its_mark_is_read(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Text, ("t.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes("Grüße 🍵\n茶\n")]));
        Assert.Equal(["Grüße 🍵", "茶"], (await bench.ItemsAsync(version.Id)).Select(i => i.Text));
    }

    [Fact]
    public async Task Half_a_character_of_utf16_is_refused()
    {
        var version = await ImportAsync(("bad.txt", [0xFF, 0xFE, 0x00, 0xD8, (byte)'a', 0]), ("good.txt", Archives.Text("kept")));
        Assert.Equal("import.text.notUtf16", Assert.Single(version.Health.Refusals).Reason.Code);
    }

    [Fact]
    public async Task A_million_characters_on_one_line_get_a_sentence_and_the_other_lines_are_kept()
    {
        var version = await ImportAsync(("t.txt", Archives.Text($"before\n{new string('x', 1_000_000)}\nafter\n")));
        var refusal = Assert.Single(version.Health.Refusals);
        Assert.Equal(("t.txt 2", "import.text.tooLong"), (refusal.Name, refusal.Reason.Code));
        Assert.Equal(["1000000", "50000"], refusal.Reason.Arguments);
        Assert.Equal(2, version.Count);
    }

    [Fact]
    public async Task A_million_characters_in_one_field_are_refused_alone()
    {
        var version = await ImportAsync(("t.csv", Archives.Text($"text\nbefore\n\"{new string('x', 1_000_000)}\"\nafter\n")));
        Assert.Equal(("t.csv 2", "import.text.tooLong"), Assert.Single(version.Health.Refusals.Select(r => (r.Name, r.Reason.Code))));
        Assert.Equal(2, version.Count);
    }

    [Theory]
    [InlineData("text,label\nTea,a\n\"Bread\"x,b\n")]
    [InlineData("text,label\nTea,a\n\"never closed,b\nMilk,c\n")]
    public async Task A_table_is_kept_up_to_where_its_quotes_break(string table)
    {
        var version = await ImportAsync(("t.csv", Archives.Text(table)));
        var refusal = Assert.Single(version.Health.Refusals);
        Assert.Equal(("import.text.tableBroken", "2"), (refusal.Reason.Code, refusal.Reason.Arguments[0]));
        Assert.Equal(1, version.Count);
    }

    [Fact]
    public async Task A_row_whose_text_lacks_quotes_is_refused_rather_than_cut()
    {
        var version = await ImportAsync(("t.csv", Archives.Text("text,label\nTea, warm, fine,a\nBread,b\n")));
        Assert.Equal(("t.csv 1", "import.text.tooManyFields"), Assert.Single(version.Health.Refusals.Select(r => (r.Name, r.Reason.Code))));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_named()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, "t.csv", Archives.Text("a,b\n1,2\n"));
        await bench.UploadAsync(dataset, "u.txt", Archives.Text("kept"));
        await bench.Readings.ReadTextsAsync(bench.Creator, dataset, file.Id, new TextReading(TextCut.Lines, "c", null, null), TestContext.Current.CancellationToken);
        var version = await bench.ImportAsync(dataset);
        Assert.Equal(["c", "a, b"], Assert.Single(version.Health.Refusals).Reason.Arguments);
    }

    /// <summary>An endless table: what was read when the cap's worth had come tells what a table of ten million rows would cost.</summary>
    [Fact]
    public void A_table_without_end_is_read_no_further_than_it_is_used()
    {
        using var endless = new EndlessTable();
        using var table = new TableCutter(endless, null, null);
        Assert.Equal(200_000, table.Cut().Take(200_000).Count());
        Assert.InRange(endless.Characters, 1, 4_000_000);
    }

    [Fact]
    public void A_line_without_end_is_held_no_further_than_the_cap()
    {
        using var endless = new EndlessTable(lineBreak: "", limit: 50_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var piece = Assert.Single(PlainCutter.Cut(endless, TextCut.Lines, 1_000));
        Assert.Equal("import.text.tooLong", piece.Refusal!.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task Texts_beyond_a_versions_cap_are_left_out_in_words()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Root, "t.txt");
        await File.WriteAllTextAsync(path, string.Join('\n', Enumerable.Range(0, 1_000)), TestContext.Current.CancellationToken);
        var ledger = new ImportLedger();
        var parts = new ImportParts(new PlainMedia(), null!, new ImportCaps { MaxItems = 100 }, ledger, folder.Root);
        await new TextIntake(parts.Caps, parts.Ledger, parts.NewFile, _ => { }).RunAsync([new Upload("t.txt", path)], TestContext.Current.CancellationToken);
        Assert.Equal(100, ledger.Kept.Count);
        Assert.Equal("import.text.tooMany", Assert.Single(ledger.Refusals).Reason.Code);
    }

    [Fact]
    [Trait("Lane", "Heavy")]
    public async Task Ten_million_rows_fill_a_version_and_the_rest_is_left_out_in_words()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Root, "t.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, 10_000_000).Select(i => $"tea number {i},kind {i % 5}").Prepend("text,label"), TestContext.Current.CancellationToken);
        var ledger = new ImportLedger();
        var parts = new ImportParts(new PlainMedia(), null!, ImportCaps.Default, ledger, folder.Root);
        await new TextIntake(parts.Caps, parts.Ledger, parts.NewFile, _ => { }).RunAsync([new Upload("t.csv", path)], TestContext.Current.CancellationToken);
        Assert.Equal(ImportCaps.Default.MaxItems, ledger.Kept.Count);
        Assert.Equal("import.text.tooMany", Assert.Single(ledger.Refusals).Reason.Code);
    }

    private static async Task<DatasetVersion> ImportAsync(params (string Name, byte[] Bytes)[] files)
    {
        await using var bench = await ImportBench.OpenAsync();
        return await bench.ImportAsync(Modality.Text, files);
    }

    /// <summary>Rows made while they are read.</summary>
    private sealed class EndlessTable(string lineBreak = "\n", long limit = long.MaxValue) : TextReader
    {
        private readonly string _row = $"tea and bread,x{lineBreak}";

        public long Characters { get; private set; }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            var read = (int)Math.Min(buffer.Length, limit - Characters);
            for (var i = 0; i < read; i++)
            {
                buffer[i] = _row[(int)((Characters + i) % _row.Length)];
            }

            Characters += read;
            return read;
        }
    }
}
