using AigcStudio.Generative.Evaluation;
using Xunit;
using static AigcStudio.Generative.Tests.Evaluation.Waves;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

public sealed class ManifoldTests
{
    /// <summary>Figures of numpy with all distances at once and a diagonal of infinities. They are counts, so they agree to rounding.</summary>
    [Theory]
    [InlineData(300, 200, 3, 0.83, 0.31666666666666665, 0.715, 0.32666666666666666)]
    [InlineData(300, 200, 5, 0.965, 0.4, 0.811, 0.37333333333333335)]
    [InlineData(2200, 1300, 5, 0.8461538461538461, 0.28545454545454546, 0.7409230769230769, 0.28136363636363637)]
    public void All_four_are_those_of_numpy(int real, int made, int neighbours, double precision, double recall, double density, double coverage)
    {
        using var scope = NewDisposeScope();
        var scores = Manifolds.Between(Narrow(Scattered(real)), (Narrow(Scattered(made, made * 5)) * 0.7) + 0.4, neighbours);

        Assert.Equal(precision, scores.Precision, 1e-12);
        Assert.Equal(recall, scores.Recall, 1e-12);
        Assert.Equal(density, scores.Density, 1e-12);
        Assert.Equal(coverage, scores.Coverage, 1e-12);
    }

    [Fact]
    public void A_set_beside_itself_has_all_and_one_elsewhere_has_nothing()
    {
        using var scope = NewDisposeScope();
        var real = Scattered(1200);
        var same = Manifolds.Between(real, real);

        Assert.Equal((1, 1, 1), (same.Precision, same.Recall, same.Coverage));
        Assert.InRange(same.Density, 1, 1.3);
        Assert.Equal(new ManifoldScores(0, 0, 0, 0), Manifolds.Between(real, real + 100));
    }

    [Fact]
    public void A_model_that_draws_few_of_the_real_items_is_precise_and_covers_little()
    {
        using var scope = NewDisposeScope();
        var scores = Manifolds.Between(Scattered(300), Scattered(10).repeat(20, 1));

        Assert.Equal(1, scores.Precision);
        Assert.InRange(scores.Recall, 0, 0.1);
        Assert.InRange(scores.Coverage, 0, 0.3);
    }

    [Fact]
    public void Fewer_items_than_neighbours_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Manifolds.Between(Scattered(5), Scattered(9)));
        Assert.Throws<ArgumentException>(() => Manifolds.Between(Scattered(9), Scattered(9), 0));
        Assert.Throws<ArgumentException>(() => Manifolds.Between(zeros(9, 2), zeros(9, 3)));
    }

    // Of three numbers: in more, balls of so few items hold nearly all or nothing.
    private static Tensor Narrow(Tensor features) => features.slice(1, 0, 3, 1);
}
