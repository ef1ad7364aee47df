using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Gallery;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Reports;

public sealed class MadeExamplesTests : IDisposable
{
    private readonly WritingDown _sampler = new();

    public void Dispose() => _sampler.Dispose();

    [Fact]
    public void Examples_are_drawn_in_parts_of_other_seeds_until_there_are_enough()
    {
        using var scope = NewDisposeScope();
        var told = new List<int>();
        var made = MadeExamples.Of(_sampler, new NoisyPatterns(_sampler.Form, 60), 1200, seed: 9, told.Add, CancellationToken.None);

        Assert.Equal([(512, 9, null), (512, 10, null), (176, 11, null)], _sampler.Orders.Select(o => (o.Count, o.Seed, o.Label)));
        Assert.Equal([512, 1024, 1200], told);
        Assert.Equal((1200, 1200), (made.Set.Count, made.Labels.Count));
        Assert.All(made.Labels, l => Assert.Equal(-1, l));
        Assert.Equal([9, 10, 11], new[] { 0, 512, 1199 }.Select(i => (int)made.Set.Bytes[i, 0, 0, 0].item<byte>()));
    }

    [Fact]
    public void A_label_is_asked_for_by_its_name()
    {
        using var scope = NewDisposeScope();
        var set = MadeExamples.OfLabel(_sampler, "stripe 2", 5, seed: 4, CancellationToken.None);

        Assert.Equal((5, 4, "stripe 2", 5), (_sampler.Orders[0].Count, _sampler.Orders[0].Seed, _sampler.Orders[0].Label, set.Count));
    }

    [Fact]
    public void Questions_of_held_out_items_come_first_and_each_gets_four_drafts_that_carry_its_label()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(new PairForm(40, 40), 60);
        var replies = (ReplyStore)ReplyStore.Of(store);
        var made = MadeExamples.Of(_sampler, replies, 50, seed: 3, _ => { }, CancellationToken.None);

        int[] asked = [4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59, 0];
        Assert.Equal(asked.Select(replies.QuestionOf), _sampler.Orders.Select(o => (string)o.Settings["question"]!));
        Assert.Equal([.. Enumerable.Repeat(4, 12), 2], _sampler.Orders.Select(o => o.Count));
        Assert.Equal(Enumerable.Range(3, 13), _sampler.Orders.Select(o => o.Seed));
        Assert.Equal(asked.SelectMany(i => Enumerable.Repeat(store.LabelOf(i), 4)).Take(50), made.Labels);
    }

    [Fact]
    public void Of_a_pair_the_reply_is_compared_and_the_question_asked()
    {
        var replies = (ReplyStore)ReplyStore.Of(new NoisyPatterns(new PairForm(40, 60), 60));
        var reply = new byte[replies.Form.ExampleBytes];
        replies.CopyTo(4, reply);

        Assert.Equal(60, replies.Form.ExampleBytes);
        Assert.StartsWith("Yes, ", TextBytes.Read(reply), StringComparison.Ordinal);
        Assert.StartsWith("Have you ", replies.QuestionOf(4), StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_is_taken_over_five_draws_after_one_that_warms_up()
    {
        Assert.True(MadeExamples.Speed(_sampler, new NoisyPatterns(_sampler.Form, 60), CancellationToken.None) > 0);
        Assert.Equal(Enumerable.Repeat(MadeExamples.TimedDraw, 6), _sampler.Orders.Select(o => o.Count));
    }

    /// <summary>Draws examples that are full of their seed, and remembers what it was asked for.</summary>
    private sealed class WritingDown : ISampler
    {
        public List<DrawOrder> Orders { get; } = [];

        public ExampleForm Form { get; } = new ImageForm(1, 2, 2);

        public long Bytes => 0;

        public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
        {
            Orders.Add(order);
            output.Write([.. Enumerable.Repeat((byte)order.Seed, order.Count * Form.ExampleBytes)]);
        }

        public void Dispose()
        {
        }
    }
}
