using AigcStudio.Generative.Families.ReplyTexts;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Families;

public sealed class TextLossTests
{
    [Fact]
    public void Characters_that_nobody_knows_cost_ln_of_the_vocabulary_each_and_padding_nothing()
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([[3, 4], [5]], CPU);

        // Two texts, 3 + 2 pieces with their ends, 7 to choose from.
        var nats = TextLoss.Likeness(zeros(batch.Targets.shape[0], 7), batch.Targets, 2).item<float>();

        Assert.Equal(5 * Math.Log(7) / 2, nats, 1e-4);
    }

    [Theory]
    [InlineData(0.25, 3 * 0.25)]   // Three dimensions that say nothing are charged what is free.
    [InlineData(0, 0)]
    public void A_code_that_says_nothing_is_charged_what_is_free(double free, double charge)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(charge, TextLoss.Charge(LatentCode.Divergence(zeros(4, 3), zeros(4, 3)).mean([0]), free).item<float>(), 1e-6);
    }

    [Fact]
    public void Within_the_free_nats_there_is_no_gradient_and_beyond_there_is()
    {
        using var scope = NewDisposeScope();
        var mean = tensor(new[] { 0.1f, 2f }).unsqueeze(0).requires_grad_();   // 0.005 and 2 nats.

        TextLoss.Charge(LatentCode.Divergence(mean, zeros(1, 2)).mean([0]), 0.25).backward();

        Assert.Equal([0f, 2f], mean.grad!.data<float>());
    }

    [Theory]
    [InlineData(1, 1000, 0.2, 0.005)]
    [InlineData(100, 1000, 0.2, 0.5)]
    [InlineData(500, 1000, 0.2, 1)]
    [InlineData(1, 1000, 0, 1)]
    [InlineData(1000, 1_000_000, 0.2, 0.5)]   // A long run warms up for 2,000 steps, not for 200,000.
    public void The_charge_rises_along_a_line(int step, int steps, double warmUp, double weight) =>
        Assert.Equal(weight, TextLoss.Weight(step, steps, warmUp), 1e-9);

    [Fact]
    public void The_divergence_from_a_prior_is_the_closed_form()
    {
        using var scope = NewDisposeScope();
        var (posterior, prior) = ((full([1, 1], 1.5), full([1, 1], 0.2)), (full([1, 1], 0.5), full([1, 1], -0.4)));

        // log(s2 / s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2, by hand.
        var nats = ((-0.4 - 0.2) / 2) + ((Math.Exp(0.2) + 1) / (2 * Math.Exp(-0.4))) - 0.5;

        Assert.Equal(nats, ReplyTextsLoss.Divergence(posterior, prior).item<float>(), 1e-5);
        Assert.Equal(0f, ReplyTextsLoss.Divergence(prior, prior).item<float>(), 1e-6f);
    }

    [Fact]
    public void Units_are_active_where_their_means_vary()
    {
        using var scope = NewDisposeScope();
        using var book = new EncodingBook(3, CPU, "means");
        for (var step = 1; step <= 5; step++)
        {
            // Standard deviations 1, 0.05 (variance 0.0025) and 0, of 50 items in a book that is far from full.
            using var random = new Generator((ulong)step, CPU);
            book.Add(step, randn([10, 3], generator: random) * tensor(new[] { 1f, 0.05f, 0f }), zeros(10, ScalarType.Int64));
        }

        Assert.Equal(1L, ActiveUnits.Count(book).item<long>());
    }
}
