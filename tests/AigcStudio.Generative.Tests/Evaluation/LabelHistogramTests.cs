using AigcStudio.Generative.Evaluation;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Worked by hand.</summary>
public sealed class LabelHistogramTests
{
    [Fact]
    public void Labels_are_counted_and_those_never_seen_are_no_modes()
    {
        var histogram = LabelHistogram.Of([2, 0, 2, 2, 0, 2, 2, 2], 4);
        Assert.Equal([2, 0, 6, 0], histogram.Counts);
        Assert.Equal(2, histogram.Modes);
    }

    [Fact]
    public void Effective_labels_are_the_equally_frequent_ones_that_would_be_as_diverse()
    {
        Assert.Equal(4, new LabelHistogram([3, 3, 3, 3]).EffectiveLabels, 1e-12);
        Assert.Equal(1, new LabelHistogram([0, 7, 0, 0]).EffectiveLabels, 1e-12);

        // exp(1/2 ln 2 + 2 x 1/4 ln 4) = 2^1.5.
        Assert.Equal(Math.Pow(2, 1.5), new LabelHistogram([2, 1, 1]).EffectiveLabels, 1e-12);
    }

    [Fact]
    public void Divergence_goes_from_the_made_to_the_real()
    {
        var (real, made) = (new LabelHistogram([4, 4, 8]), new LabelHistogram([4, 12, 0]));

        // 1/4 ln(1/4 : 1/4) + 3/4 ln(3/4 : 1/4) = 3/4 ln 3.
        Assert.Equal(0.75 * Math.Log(3), made.DivergenceFrom(real), 1e-12);
        Assert.Equal(double.PositiveInfinity, real.DivergenceFrom(made));
        Assert.Equal(0, new LabelHistogram([1, 1, 2]).DivergenceFrom(real), 1e-12);
    }

    [Fact]
    public void Labels_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LabelHistogram.Of([0, 3], 3));
        Assert.Throws<ArgumentException>(() => LabelHistogram.Of([-1], 3));
        Assert.Throws<ArgumentException>(() => LabelHistogram.Of([], 3));
        Assert.Throws<ArgumentException>(() => new LabelHistogram([1]).DivergenceFrom(new LabelHistogram([1, 1])));
    }
}
