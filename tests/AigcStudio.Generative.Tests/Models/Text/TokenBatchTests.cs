using AigcStudio.Generative.Models.Text;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models.Text;

public sealed class TokenBatchTests
{
    [Fact]
    public void Texts_stand_upright_beside_each_other_with_start_end_and_padding()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([[5, 6, 7], [8]], CPU);

        Assert.Equal([8L, 2L], batch.Ahead.shape);
        Assert.Equal([5L, 6, 7, 0, 0, 0, 0, 0], Column(batch.Ahead, 0));
        Assert.Equal([0L, 7, 6, 5, 0, 0, 0, 0], Column(batch.Back, 0));
        Assert.Equal([0L, 8, 0, 0, 0, 0, 0, 0], Column(batch.Back, 1));
        Assert.Equal([1L, 8, 0, 0, 0, 0, 0, 0], Column(batch.Inputs, 1));
        Assert.Equal([8L, 0, -100, -100, -100, -100, -100, -100], Column(batch.Targets.view(8, 2), 1));
        Assert.Equal((6, 4L), (batch.Tokens, batch.Lengths[0].item<long>()));
        Assert.Equal(Column(batch.Ahead, 0).Take(4), Column(batch.Back.gather(0, batch.Mirror), 0).Take(4));
    }

    [Fact]
    public void What_an_encoder_says_of_a_text_does_not_depend_on_the_texts_beside_it()
    {
        using var scope = NewDisposeScope();
        using var letters = nn.Embedding(10, 4);
        using var encoder = new TextEncoder(4, 3);
        Tensor Summary(params int[][] texts)
        {
            var batch = TokenBatch.Of(texts, CPU);
            var (states, summary) = encoder.Read(letters.call(batch.Ahead), letters.call(batch.Back), batch);
            Assert.Equal([batch.Ahead.shape[0], texts.Length, 6], states.shape);
            return summary[0];
        }

        var alone = Summary([5, 6]);
        var beside = Summary([5, 6], [.. Enumerable.Repeat(7, 30)]);

        // Other kernels for other lengths: roundings of numbers near 1.
        Assert.InRange((alone - beside).abs().max().item<float>(), 0, 1e-6);
        Assert.True((alone - Summary([6, 5])).abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void What_is_hidden_is_hidden_from_both_ends_and_start_and_end_stay()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1, CPU);
        var batch = TokenBatch.Of([[.. Enumerable.Repeat(9, 400)]], CPU);

        var hidden = batch.Hiding(0.3, random);
        var inputs = Column(TokenDropout.Hide(batch.Inputs, 0.3, random), 0);

        Assert.Equal(Column(hidden.Ahead, 0).Take(401), Column(hidden.Back.gather(0, batch.Mirror), 0).Take(401));
        Assert.InRange(Column(hidden.Ahead, 0).Count(p => p == Vocabulary.Unknown), 90, 150);
        Assert.Equal(Vocabulary.End, Column(hidden.Ahead, 0)[400]);
        Assert.Equal(Vocabulary.Start, inputs[0]);
        Assert.InRange(inputs.Count(p => p == Vocabulary.Unknown), 90, 150);
    }

    private static long[] Column(Tensor tensor, int n) => tensor.select(1, n).contiguous().data<long>().ToArray();
}
