using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

[Trait("Lane", "Slow")]
public sealed class RulerTests : IDisposable
{
    private static readonly ImageForm Picture = new(1, 28, 28);

    private readonly string _folder = Directory.CreateTempSubdirectory("rulers-").FullName;

    private string File => Path.Combine(_folder, "ruler.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Labels_are_learned_where_there_are_labels_and_every_harm_is_seen()
    {
        using var ruler = Ruler.OpenOrMake(File, new NoisyPatterns(Picture, 240), CancellationToken.None);

        Assert.Equal(("local", "labels"), (ruler.Card.Name, ruler.Card.Task));
        Assert.InRange(ruler.Card.Accuracy!.Value, 0.95, 1);
        Assert.InRange(ruler.Card.Chance, 0.3, 0.4);
        Assert.Equal(["blur", "lostLabel", "noise", "repeats"], ruler.Card.Trials.Select(t => t.Harm).Order());
        Assert.True(ruler.Card.Trusted, string.Join(", ", ruler.Card.Trials));
    }

    [Fact]
    public void Turns_of_pictures_and_flips_of_sounds_are_learned_where_there_are_no_labels()
    {
        using var pictures = Ruler.OpenOrMake(File, new NoisyPatterns(Picture, 120, labels: 0), CancellationToken.None);
        using var sounds = Ruler.OpenOrMake(File + ".sounds", new NoisyPatterns(new AudioForm(16_000, 4000), 60, labels: 0), CancellationToken.None);

        Assert.Equal(("turns", 0.25), (pictures.Card.Task, pictures.Card.Chance));
        Assert.InRange(pictures.Card.Accuracy!.Value, 0.6, 1);
        Assert.Equal("flips", sounds.Card.Task);
        Assert.InRange(sounds.Card.Accuracy!.Value, 0.4, 1);
    }

    [Fact]
    public void Texts_without_labels_teach_nothing_and_that_is_said()
    {
        using var ruler = Ruler.OpenOrMake(File, new NoisyPatterns(new TextForm(40), 80, labels: 0), CancellationToken.None);

        Assert.Equal(("random", "none", null), (ruler.Card.Name, ruler.Card.Task, ruler.Card.Accuracy));
        Assert.True(ruler.Card.Trials.Single(t => t.Harm == "noise").Raised);
    }

    [Fact]
    public void Where_few_items_are_labelled_it_still_learns_their_labels()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Picture, 1200) { Labelled = 60 };
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);

        Assert.Equal("labels", ruler.Card.Task);
        Assert.True(ruler.Features(ExampleSet.Of(store, [0, 1]).Bytes).isfinite().all().item<bool>());
        Assert.InRange(ruler.Card.Accuracy!.Value, 0.9, 1);
    }

    [Fact]
    public void Every_harm_changes_texts_without_spaces_too()
    {
        using var scope = NewDisposeScope();
        var bytes = new byte[60];
        AigcStudio.Generative.Gallery.TextBytes.Write("一杯好茶，一个安静的下午。", bytes);
        var set = ExampleSet.Of(new TextForm(60), bytes);

        Assert.False(Harm.Blur(set).equal(set.Bytes).all().item<bool>());
    }

    [Fact]
    public void It_is_the_same_whenever_it_is_made_and_another_of_other_data()
    {
        string Hash(string file, int items)
        {
            using var ruler = Ruler.OpenOrMake(file, new NoisyPatterns(Picture, items), CancellationToken.None);
            return ruler.Card.Hash;
        }

        var (one, again, other) = (Hash(File, 60), Hash(File + ".again", 60), Hash(File + ".other", 90));

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void A_damaged_ruler_is_made_again()
    {
        var store = new NoisyPatterns(Picture, 60);
        using (Ruler.OpenOrMake(File, store, CancellationToken.None))
        {
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..(bytes.Length / 2)]);
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);

        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Features_of_real_items_have_a_mean_variance_of_one()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Picture, 60);
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);

        var learned = ExampleSet.Of(store, [.. Enumerable.Range(0, 60).Where(i => !store.IsHeldOut(i))]);

        Assert.Equal(1, ruler.Features(learned.Bytes).var(0, unbiased: false).mean().item<double>(), 1e-3);
    }

    [Fact]
    public void A_ruler_whose_weights_are_lost_fails_its_own_test()
    {
        using var scope = NewDisposeScope();
        using var ruler = Ruler.OpenOrMake(File, new NoisyPatterns(Picture, 240), CancellationToken.None);
        using var blind = ruler.Blinded();

        Assert.False(RulerTrials.Of(blind, new NoisyPatterns(Picture, 240), CancellationToken.None).All(t => t.Raised));
    }
}
