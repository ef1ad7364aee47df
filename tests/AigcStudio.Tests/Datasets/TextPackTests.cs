using System.Text;
using AigcStudio.Core.Datasets;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class TextPackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8, "Grüße", "Grüße")]
    [InlineData(6, "Grüße", "Grüß")]
    [InlineData(5, "Grüße", "Grü")]
    [InlineData(3, "a🍵", "a")]
    [InlineData(6, "ae\u0323\u0302b", "a\u1ec7b")]
    [InlineData(9, "👩‍🌾x", "")]
    public async Task A_text_is_cut_at_a_whole_character(int bytes, string text, string expected)
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Text, ("t.txt", Archives.Text(text)));
        Assert.Equal(expected, Assert.Single(await ExamplesAsync(bench, version.Id, new TextForm(bytes))));
    }

    [Fact]
    public async Task A_pack_of_texts_of_pairs_holds_the_replies_and_a_pack_of_pairs_both()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Text, ("r.csv", Archives.Text("question,reply\nWhere?,Here.\nWhen?,Tomorrow.\n")));
        Assert.Equal(["Here.", "Tomorrow."], await ExamplesAsync(bench, version.Id, new TextForm(12)));
        Assert.Equal(["Where?\0\0Here.", "When?\0\0\0Tomorr"], await ExamplesAsync(bench, version.Id, new PairForm(8, 6)));
    }

    [Fact]
    public async Task Sounds_are_decoded_in_order()
    {
        await using var bench = await ImportBench.OpenAsync();
        var version = await bench.ImportAsync(Modality.Audio, ("s.zip", Archives.Zip(
            [.. Enumerable.Range(1, 300).Select(i => ($"{i}.wav", PlainMedia.Sound(i)))])));
        var form = new AudioForm(16_000, 8);
        using var pack = ExamplePack.Open(await bench.Packs.PrepareAsync(version.Id, form, null, Cancel));
        Assert.Equal((300, (ExampleForm)form), (pack.Count, pack.Form));
    }

    [Fact]
    public async Task A_form_of_another_kind_is_refused_in_words()
    {
        await using var bench = await ImportBench.OpenAsync();
        var texts = await bench.ImportAsync(Modality.Text, ("t.txt", Archives.Text("Tea")));
        var pictures = await bench.ImportAsync(("a.png", PlainMedia.Picture(1)));
        foreach (var (version, form, code) in new (Guid, ExampleForm, string)[]
        {
            (texts.Id, new ImageForm(1, 4, 4), "packs.modality"), (texts.Id, new AudioForm(16_000, 8), "packs.modality"),
            (texts.Id, new PairForm(4, 4), "packs.noPairs"), (pictures.Id, new TextForm(4), "packs.modality"), (pictures.Id, new PairForm(4, 4), "packs.modality"),
        })
        {
            var refused = await Assert.ThrowsAsync<ImportException>(() => bench.Packs.PrepareAsync(version, form, null, Cancel));
            Assert.Equal(code, refused.Code);
        }
    }

    private static async Task<List<string>> ExamplesAsync(ImportBench bench, Guid version, ExampleForm form)
    {
        using var pack = ExamplePack.Open(await bench.Packs.PrepareAsync(version, form, null, Cancel));
        var example = new byte[form.ExampleBytes];
        return [.. Enumerable.Range(0, pack.Count).Select(i =>
        {
            pack.CopyTo(i, example);
            return Encoding.UTF8.GetString(example).TrimEnd('\0');
        })];
    }
}
