using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Copies;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

/// <summary>The gate before approval, as the Engine sees it: a pack, and what was drawn.</summary>
public sealed class LearnedItemsTests : IDisposable
{
    private const int Count = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("learned-").FullName;

    public static TheoryData<string> Kinds => ["picture", "sound", "text", "pair"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_planted_copy_is_told_with_its_item_and_a_fresh_item_of_the_kind_is_not(string kind)
    {
        var (items, fresh) = (new ChanceItems(Form(kind), Count), new ChanceItems(Form(kind), Count, seed: 2));
        using var learned = LearnedItems.Open(Pack(items), Cancel);

        // Item 4 is held out, so that the fifth training item is the sixth of the version; the last one lies in another part of the reading.
        byte[] drawn = [.. items.Drawn(5), .. fresh.Drawn(0), .. items.Drawn(298), .. fresh.Drawn(1), .. items.Drawn(4)];
        var found = learned.Compare(Drawn(kind), drawn);

        Assert.Equal([true, false, true, false, false], found.Select(n => n.Near));
        Assert.Equal((5, 298), (found[0].Item, found[2].Item));
        Assert.All(new[] { found[0], found[2] }, n => Assert.Equal(0, n.Ratio, 1e-9));
        Assert.All(new[] { found[1], found[3], found[4] }, n => Assert.InRange(n.Ratio, 0.5, 2));
        Assert.DoesNotContain(found, n => items.IsHeldOut(n.Item));
    }

    [Fact]
    public void A_copy_with_a_little_noise_is_still_near()
    {
        var items = new ChanceItems(Form("picture"), Count);
        using var learned = LearnedItems.Open(Pack(items), Cancel);

        var found = learned.Compare(items.Form, items.Drawn(7).Select(b => (byte)(b ^ 8)).ToArray());

        Assert.Equal((7, true), (found[0].Item, found[0].Near));
        Assert.InRange(found[0].Ratio, 0.01, 0.2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_held_ready_is_weighed(string kind)
    {
        using var learned = LearnedItems.Open(Pack(new ChanceItems(Form(kind), Count)), Cancel);
        Assert.InRange(learned.Bytes, 240 * 64, 240 * 64_000);
    }

    [Fact]
    public void A_pack_of_another_form_is_refused_in_words()
    {
        using var learned = LearnedItems.Open(Pack(new ChanceItems(Form("pair"), Count)), Cancel);
        var refusal = Assert.Throws<EvaluationException>(() => learned.Compare(new ImageForm(1, 8, 8), new byte[64]));

        Assert.Equal("evaluation.otherForm(image-1x8x8, text-100)", refusal.Message);
    }

    [Fact]
    public void A_pack_that_is_damaged_gone_or_all_but_empty_is_refused_in_words()
    {
        var cut = Pack(new ChanceItems(Form("picture"), Count));
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^1]);
        File.WriteAllText(Path.Combine(_folder, "empty"), "");

        Assert.Equal("evaluation.packDamaged", Refusal(cut));
        Assert.Equal("evaluation.packDamaged", Refusal(Path.Combine(_folder, "empty")));
        Assert.Equal("evaluation.noPack", Refusal(Path.Combine(_folder, "gone")));
        Assert.Equal("evaluation.tooFewItems", Refusal(Pack(new ChanceItems(Form("text"), 1))));
    }

    private static string Refusal(string path) => Assert.Throws<EvaluationException>(() => LearnedItems.Open(path, Cancel)).Code;

    private static ExampleForm Form(string kind) => kind switch
    {
        "picture" => new ImageForm(3, 8, 8),
        "sound" => new AudioForm(8_000, 2_048),
        "text" => new TextForm(100),
        _ => new PairForm(40, 100),
    };

    private static ExampleForm Drawn(string kind) => kind == "pair" ? new TextForm(100) : Form(kind);

    private string Pack(ChanceItems items)
    {
        var path = Path.Combine(_folder, items.Form.Key);
        items.WriteTo(path);
        return path;
    }
}
