using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class PreviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_ten_texts_are_shown_as_they_will_be_cut()
    {
        var look = await LookAsync("t.txt", string.Join('\n', Enumerable.Range(0, 30).Select(i => $"line {i}")));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"line {i}"), look.Texts.Select(t => t.Text));
        Assert.Equal((TextFileKind.Plain, TextCut.Lines), (look.Kind, look.Reading.Cut));
    }

    [Fact]
    public async Task Another_choice_is_shown_before_it_is_stored()
    {
        var look = await LookAsync("t.txt", "a\nb\n\nc\n", new TextReading(TextCut.Paragraphs, null, null, null));
        Assert.Equal(["a\nb", "c"], look.Texts.Select(t => t.Text));
    }

    [Fact]
    public async Task Columns_are_offered_and_the_usual_ones_are_chosen()
    {
        var look = await LookAsync("t.csv", "nr,reply,question,intent\n1,Here.,Where?,place\n2,,When?,time\n");
        Assert.Equal(["nr", "reply", "question", "intent"], look.Columns);
        Assert.Equal(new TextReading(TextCut.Lines, "question", "intent", "reply"), look.Reading);
        Assert.Equal([("Where?", "Here.", "place", null), ("When?", "", "time", "import.text.noReply")], look.Texts.Select(t => (t.Text, t.Reply, t.Label, t.Refusal?.Code)));
    }

    [Fact]
    public async Task Only_the_beginning_of_a_large_file_is_read()
    {
        var good = string.Concat(Enumerable.Range(0, 3).Select(i => $"{i}{new string('é', 20_000)}\n"));
        byte[] bytes = [.. Encoding.UTF8.GetBytes(good), 0xFF, .. new byte[1_000_000]];
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, "t.txt", [.. bytes.Where(b => b != 0)]);
        var look = await bench.Readings.PreviewAsync(bench.Creator, dataset, file.Id, null, Cancel);
        Assert.Null(look.Refusal);
        Assert.Equal(["0"], look.Texts.Select(t => t.Text[..1]));
        Assert.All(look.Texts, t => Assert.EndsWith("é…", t.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_so()
    {
        Assert.Equal("import.text.notAText", (await LookAsync("t.pdf", "%PDF-1.7")).Refusal!.Code);
        Assert.Equal("import.text.noObjects", (await LookAsync("t.jsonl", "[1, 2]\n")).Refusal!.Code);
        Assert.Equal("import.text.noColumn", (await LookAsync("t.csv", "a,b\n1,2\n", new TextReading(TextCut.Lines, "c", null, null))).Refusal!.Code);
    }

    [Fact]
    public async Task An_archive_shows_its_first_texts_with_their_folders()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, "t.zip", Archives.Zip(
            ("readme.html", Archives.Text("no")), ("good/1.txt", Archives.Text("Fine\nday")), ("bad/2.txt", Archives.Text("Rain"))));
        var look = await bench.Readings.PreviewAsync(bench.Creator, dataset, file.Id, null, Cancel);
        Assert.Equal([("Fine\nday", "good"), ("Rain", "bad")], look.Texts.Select(t => (t.Text, t.Label)));
        Assert.Equal((TextFileKind.Zip, TextFileKind.Plain, TextCut.Whole), (look.Kind, look.EntryKind, look.Reading.Cut));
    }

    [Fact]
    public async Task Pictures_have_no_reading()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var file = await bench.UploadAsync(dataset, "t.txt", Archives.Text("x"));
        var refused = await Assert.ThrowsAsync<ImportException>(() => bench.Readings.PreviewAsync(bench.Creator, dataset, file.Id, null, Cancel));
        Assert.Equal("datasets.otherKind", refused.Code);
    }

    private static async Task<FilePreview> LookAsync(string name, string content, TextReading? reading = null)
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, name, Archives.Text(content));
        return await bench.Readings.PreviewAsync(bench.Creator, dataset, file.Id, reading, Cancel);
    }
}
