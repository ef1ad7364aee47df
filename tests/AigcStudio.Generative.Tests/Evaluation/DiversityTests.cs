using AigcStudio.Generative.Evaluation;
using Xunit;
using static AigcStudio.Generative.Tests.Evaluation.Waves;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

public sealed class DiversityTests
{
    /// <summary>Figures of scipy 1.10.1, <c>spatial.distance.pdist</c>.</summary>
    [Fact]
    public void It_is_scipys_mean_distance_of_pairs()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1.3985401406930016, Diversity.Of(Scattered(300)), 1e-9);
        Assert.Equal(0.7096749539615652, Diversity.Share(Scattered(300), Scattered(200, 1000) * 0.7), 1e-9);
    }

    [Fact]
    public void Pairs_of_different_items_are_counted_and_twins_among_them()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(5, Diversity.Of(tensor(new double[] { 0, 0, 3, 4 }).view(2, 2)), 1e-12);

        // Of six pairs, four lie 5 apart and two are twins.
        Assert.Equal(10.0 / 3, Diversity.Of(tensor(new double[] { 0, 0, 3, 4, 0, 0, 3, 4 }).view(4, 2)), 1e-12);
    }

    [Fact]
    public void A_model_that_draws_one_thing_is_not_diverse()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Diversity.Of(full([20, 12], 0.1)), 1e-6);
        Assert.Equal(0, Diversity.Share(Scattered(300), Scattered(1).repeat(20, 1)), 1e-6);
    }

    [Fact]
    public void A_single_item_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Diversity.Of(zeros(1, 3)));
        Assert.Throws<ArgumentException>(() => Diversity.Share(zeros(5, 3), zeros(5, 4)));
    }
}
