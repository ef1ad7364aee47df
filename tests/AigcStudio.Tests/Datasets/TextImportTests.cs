using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class TextImportTests
{
    [Fact]
    public async Task Each_line_is_a_text_and_blank_ones_are_counted()
    {
        var (version, items) = await ImportAsync(("slogans.txt", Archives.Text("\ufeffFresh tea\r\n\r\n  Warm bread \rGood day\n\n")));
        Assert.Equal(["Fresh tea", "Warm bread", "Good day"], items.Select(i => i.Text));
        Assert.Contains(version.Health.Findings, f => f is { Code: "findings.text.blank", Arguments: ["2"] });
    }

    [Theory]
    [InlineData(TextCut.Lines, "one\ntwo|three|four")]
    [InlineData(TextCut.Paragraphs, "one\ntwo|three\nfour")]
    [InlineData(TextCut.Whole, "one\ntwo\n\n\nthree\nfour")]
    public async Task The_person_says_where_a_text_ends(TextCut cut, string expected)
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, "poems.txt", Archives.Text("one\ntwo\n\n\nthree\nfour\n"));
        await bench.Readings.ReadTextsAsync(bench.Creator, dataset, file.Id, new TextReading(cut, null, null, null), TestContext.Current.CancellationToken);
        var version = await bench.ImportAsync(dataset);
        var wanted = cut == TextCut.Lines ? ["one", "two", "three", "four"] : expected.Split('|');
        Assert.Equal(wanted, (await bench.ItemsAsync(version.Id)).Select(i => i.Text));
    }

    [Theory]
    [InlineData("a.csv", "text,label\r\n\"Tea, \"\"fine\"\"\nand warm\",ad\r\nBread,note\r\n")]
    [InlineData("a.csv", "label;text\nad;\"Tea, \"\"fine\"\"\nand warm\"\nnote;Bread\n")]
    [InlineData("a.tsv", "text\tlabel, of a kind\n\"Tea, \"\"fine\"\"\nand warm\"\tad\nBread\tnote\n")]
    [InlineData("a.jsonl", "{\"text\":\"Tea, \\\"fine\\\"\\nand warm\",\"label\":\"ad\"}\n\n{\"label\":\"note\",\"text\":\"Bread\"}\n")]
    public async Task Tables_and_json_lines_name_texts_and_labels(string name, string content)
    {
        var (version, items) = await ImportAsync((name, Archives.Text(content)));
        Assert.Equal(["Tea, \"fine\"\nand warm", "Bread"], items.Select(i => i.Text));
        if (name != "a.tsv")
        {
            Assert.Equal(["ad", "note"], version.Labels);
        }
    }

    [Fact]
    public async Task The_person_chooses_columns_also_without_a_header()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        var file = await bench.UploadAsync(dataset, "a.csv", Archives.Text("x,Where is it?,here,place\ny,When?,now,time\n"));
        await bench.Readings.ReadTextsAsync(
            bench.Creator, dataset, file.Id, new TextReading(TextCut.Lines, "2", "4", "3", Header: false), TestContext.Current.CancellationToken);
        var version = await bench.ImportAsync(dataset);
        var items = await bench.ItemsAsync(version.Id);
        Assert.Equal([("Where is it?", "here"), ("When?", "now")], items.Select(i => (i.Text, i.Reply)));
        Assert.Equal(["place", "time"], version.Labels);
    }

    [Fact]
    public async Task Questions_and_replies_make_pairs_and_one_without_a_reply_is_left_out_in_words()
    {
        var (version, items) = await ImportAsync(("r.csv", Archives.Text("question,reply,intent\nWhere?,Here and now.,place\nWhen?,,time\nWho?,Me.,person\n")));
        Assert.Equal([("Where?", "Here and now."), ("Who?", "Me.")], items.Select(i => (i.Text, i.Reply)));
        Assert.Equal(("Where?".Length, "Here and now.".Length, true), (version.TypicalBytes, version.TypicalReplyBytes, version.Summarise(Modality.Text).Pairs));
        Assert.Contains(version.Health.Findings, f => f is { Code: "findings.text.noReply", Arguments: ["1"] });
    }

    [Fact]
    public async Task A_version_holds_pairs_or_single_texts_whichever_are_more()
    {
        var (version, items) = await ImportAsync(
            ("r.csv", Archives.Text("question,reply\nWhere?,Here.\n")), ("t.txt", Archives.Text("Tea\nBread\nMilk\n")));
        Assert.Equal(["Tea", "Bread", "Milk"], items.Select(i => i.Text));
        Assert.Contains(version.Health.Findings, f => f is { Code: "findings.text.pairsLeftOut", Arguments: ["1"] });
    }

    [Fact]
    public async Task Folders_of_an_archive_are_labels_and_each_file_is_a_text()
    {
        var (version, items) = await ImportAsync(("t.zip", Archives.Zip(
            ("good/1.txt", Archives.Text("It was\nlovely")), ("bad/2.txt", Archives.Text("It was cold")), ("good/3.md", Archives.Text("Again!")))));
        Assert.Equal(["bad", "good"], version.Labels);
        Assert.Equal([("It was\nlovely", 1), ("It was cold", 0), ("Again!", 1)], items.Select(i => (i.Text, i.Label)));
    }

    [Fact]
    public async Task An_archive_may_hold_tables_and_foreign_files_cost_nothing_else()
    {
        var (version, items) = await ImportAsync(("t.zip", Archives.Zip(
            ("a.csv", Archives.Text("caption\nTea\nBread\n")), ("b.jsonl", Archives.Text("{\"caption\":\"Milk\"}\nnonsense\n")),
            ("c.png", Pictures.GreyPng(2, 2, [1, 2, 3, 4])), ("d.html", Archives.Text("<b>no</b>")), ("e.txt", [0, 1, 2]))));
        Assert.Equal(["Tea", "Bread", "Milk"], items.Select(i => i.Text));
        Assert.Equal(
            [("b.jsonl 2", "import.text.jsonLine"), ("c.png", "import.text.notAText"), ("d.html", "import.text.notAText"), ("e.txt", "import.text.notAText")],
            version.Health.Refusals.Select(r => (r.Name, r.Reason.Code)).Order());
    }

    [Fact]
    public async Task Differences_that_nobody_reads_make_no_new_text()
    {
        var (version, items) = await ImportAsync(("t.txt", Archives.Text("Caf\u00e9  au lait\nCafe\u0301 au lait\n Caf\u00e9 au\tlait\nTea\u0000\u0007 time\n".Replace("\0", "", StringComparison.Ordinal))));
        Assert.Equal(["Caf\u00e9  au lait", "Tea time"], items.Select(i => i.Text));
        Assert.Equal(2, version.Health.ExactDuplicates);
        Assert.Contains(version.Health.Findings, f => f.Code == "findings.text.control");
    }

    [Fact]
    public async Task Texts_that_say_nearly_the_same_are_told_and_stay_on_one_side()
    {
        var lines = Enumerable.Range(0, 60).SelectMany(i => new[]
        {
            $"Number {i * 7919} of the long list of quite different things, said by {(char)('a' + (i % 26))}{i * 31} himself",
            $"NUMBER {i * 7919} of the long list of quite different things, said by {(char)('a' + (i % 26))}{i * 31} himself!",
        });
        var (version, items) = await ImportAsync(("t.txt", Archives.Text(string.Join('\n', lines))));
        Assert.Equal(120, version.Count);
        Assert.True(version.Health.NearDuplicates >= 60, $"{version.Health.NearDuplicates} were found.");
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(items[2 * i].HeldOut, items[(2 * i) + 1].HeldOut));
    }

    [Fact]
    public async Task The_report_says_what_stands_out()
    {
        var (version, _) = await ImportAsync(("t.txt", Archives.Text("Hello there\nПривет всем вам\n你好你好你好你好\na\n")));
        var codes = version.Health.Findings.Select(f => f.Code).ToList();
        Assert.Contains("findings.text.few", codes);
        Assert.Contains("findings.text.short", codes);
        Assert.Contains("findings.text.mixedScripts", codes);
        Assert.Contains("findings.text.rareCharacters", codes);
        Assert.Equal((1, 15), (version.Health.Texts!.Shortest, version.Health.Texts.Longest));
    }

    [Fact]
    public async Task A_next_version_keeps_the_texts_and_their_side_of_the_split()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync(modality: Modality.Text);
        await bench.UploadAsync(dataset, "a.txt", Lines(0, 40));
        var first = await bench.ItemsAsync((await bench.ImportAsync(dataset)).Id);
        await bench.UploadAsync(dataset, "b.txt", Lines(20, 90));
        var second = await bench.ItemsAsync((await bench.ImportAsync(dataset)).Id);
        Assert.Equal(90, second.Count);
        Assert.Equal(first.Select(i => (i.Text, i.HeldOut, i.BlobHash)), second.Take(40).Select(i => (i.Text, i.HeldOut, i.BlobHash)));
        Assert.Equal(9, second.Count(i => i.HeldOut));
        Assert.Empty(bench.Studio.Blobs.All());

        static byte[] Lines(int from, int to) =>
            Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(from, to - from).Select(i => $"{i * 7919 % 1000} {new string((char)('a' + (i % 26)), 20)} {i}")));
    }

    private static async Task<(DatasetVersion Version, IReadOnlyList<Item> Items)> ImportAsync(params (string Name, byte[] Bytes)[] files)
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Text, files);
        return (version, await bench.ItemsAsync(version.Id));
    }
}
