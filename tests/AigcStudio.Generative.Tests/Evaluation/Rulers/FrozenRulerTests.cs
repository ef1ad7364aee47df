using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Models;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

/// <summary>What a made ruler promises: it is never made twice, never learns again, is known by its weights, was judged by what it had not seen.</summary>
public sealed class FrozenRulerTests : IDisposable
{
    private const int Items = 300;

    private static readonly ImageForm Picture = new(1, 28, 28);

    private readonly string _folder = Directory.CreateTempSubdirectory("frozen-").FullName;

    private string File => Path.Combine(_folder, "ruler.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_that_is_there_is_opened_as_it_is()
    {
        using var scope = NewDisposeScope();
        var first = Make(new NoisyPatterns(Picture, 60));
        var bytes = System.IO.File.ReadAllBytes(File);

        Assert.Equal(first, Make(new NoisyPatterns(Picture, 90)));
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Another_weight_is_another_hash()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Picture, 60);
        var hash = Make(store);
        using (var checkpoint = CheckpointFile.Read(File))
        {
            using var unwatched = no_grad();
            checkpoint.Tensors.Values.Last(t => t.numel() > 1).flatten()[0].add_(0.5);
            CheckpointFile.Write(File, checkpoint.Head, [.. checkpoint.Tensors.Select(t => new NamedTensor(t.Key, t.Value))]);
        }

        using var changed = Ruler.Open(File, store);
        Assert.NotEqual(hash, changed.Card.Hash);
    }

    [Fact]
    public void Features_are_one_row_an_item_in_their_order_before_the_answers_and_learn_nothing()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Picture, Items);
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);
        var all = ExampleSet.Of(store, [.. Enumerable.Range(0, Items)]);

        var features = ruler.Features(all.Bytes);

        Assert.Equal([Items, RulerNetwork.Width], features.shape);
        Assert.False(features.requires_grad);
        foreach (var item in new[] { 0, 255, 256, 299 })
        {
            Assert.True(features[item].allclose(ruler.Features(all.Take([item]).Bytes)[0], 1e-4, 1e-4));
        }

        var answers = ruler.Answers(all.Bytes).data<long>().ToArray();
        Assert.InRange(answers.Index().Count(a => a.Item == store.LabelOf(a.Index)), (int)(0.95 * Items), Items);
    }

    [Fact]
    public void It_learns_from_what_models_learn_from_and_is_judged_by_what_is_held_out()
    {
        using var ruler = Ruler.OpenOrMake(File, new Relabelled((right, i) => (right.LabelOf(i) + (right.IsHeldOut(i) ? 1 : 0)) % 3), CancellationToken.None);

        // Each held-out item says that it is of the next kind: whoever had not learned from them gets them all wrong.
        Assert.InRange(ruler.Card.Accuracy!.Value, 0, 0.02);
    }

    [Fact]
    public void Who_guesses_says_the_commonest_label()
    {
        using var ruler = Ruler.OpenOrMake(File, new Relabelled((_, i) => i % 3 == 0 ? 0 : 1), CancellationToken.None);

        Assert.Equal(2 / 3.0, ruler.Card.Chance, 1e-9);
    }

    [Fact]
    public void Its_trials_hold_harmed_items_against_others_than_themselves()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Picture, 240);
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);

        var trials = RulerTrials.Of(ruler, store, CancellationToken.None);

        Assert.Equal(4, trials.Count);
        Assert.All(trials, t => Assert.InRange(t.Unharmed, 1e-3, t.Distance));
    }

    private string Make(NoisyPatterns store)
    {
        using var ruler = Ruler.OpenOrMake(File, store, CancellationToken.None);
        return ruler.Card.Hash;
    }

    private sealed class Relabelled(Func<NoisyPatterns, int, int> label) : IExampleStore
    {
        private readonly NoisyPatterns _right = new(Picture, 240);

        public ExampleForm Form => Picture;

        public int Count => _right.Count;

        public IReadOnlyList<string> Labels => _right.Labels;

        public int LabelOf(int index) => label(_right, index);

        public bool IsHeldOut(int index) => _right.IsHeldOut(index);

        public void CopyTo(int index, Span<byte> destination) => _right.CopyTo(index, destination);
    }
}
