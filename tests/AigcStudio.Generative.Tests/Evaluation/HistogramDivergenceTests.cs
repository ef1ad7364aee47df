using AigcStudio.Generative.Evaluation;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation;

public sealed class HistogramDivergenceTests
{
    private static readonly long[] Real = [10, 0, 35, 5, 50];

    private static readonly long[] Made = [4, 12, 30, 0, 14];

    /// <summary>Figures of scipy 1.10.1 on the counts plus 0.5: <c>stats.entropy</c>, and <c>spatial.distance.jensenshannon</c> squared.</summary>
    [Fact]
    public void Both_divergences_are_those_of_scipy()
    {
        var divergence = HistogramDivergence.Between(Real, Made);
        Assert.Equal(0.3724244778224625, divergence.KullbackLeibler, 1e-12);
        Assert.Equal(0.10030508257177405, divergence.JensenShannon, 1e-12);
    }

    [Fact]
    public void Equal_counts_do_not_diverge_and_disjoint_ones_by_no_more_than_the_logarithm_of_two()
    {
        Assert.Equal(new HistogramDivergence(0, 0), HistogramDivergence.Between(Real, Real));
        Assert.InRange(HistogramDivergence.Between([1_000_000, 0], [0, 1_000_000]).JensenShannon, 0.69, Math.Log(2));
    }

    [Fact]
    public void Jensen_and_Shannons_is_the_same_either_way_round_and_Kullback_and_Leiblers_is_not()
    {
        var (there, back) = (HistogramDivergence.Between(Real, Made), HistogramDivergence.Between(Made, Real));
        Assert.Equal(there.JensenShannon, back.JensenShannon, 1e-12);
        Assert.NotEqual(there.KullbackLeibler, back.KullbackLeibler, 1e-2);
    }

    [Fact]
    public void A_bin_holds_its_lower_edge_and_what_lies_outside_goes_to_the_last_bin_on_that_side() =>
        Assert.Equal([3, 1, 3], HistogramDivergence.Counts([-5, 0, 0.999, 1, 2, 3, double.PositiveInfinity], [0, 1, 2, 3]));

    [Fact]
    public void Bins_that_cannot_be_compared_or_filled_are_refused()
    {
        Assert.Throws<ArgumentException>(() => HistogramDivergence.Between([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => HistogramDivergence.Between([], []));
        Assert.Throws<ArgumentException>(() => HistogramDivergence.Counts([1], [0, 0]));
        Assert.Throws<ArgumentException>(() => HistogramDivergence.Counts([double.NaN], [0, 1]));
    }
}
