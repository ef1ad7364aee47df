using AigcStudio.Generative.Evaluation.Texts;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

public sealed class PosteriorDivergenceTests
{
    [Fact]
    public void The_divergence_is_the_integral_of_its_definition()
    {
        using var scope = NewDisposeScope();
        var means = tensor(new[,] { { 0.0, 1.2, -3 }, { 0.0, -0.4, 3 } });
        var logVariances = tensor(new[,] { { 0.0, -1.5, 0.3 }, { 0.0, 0.5, -4 } });

        var posterior = PosteriorDivergence.Of(means, logVariances);

        Assert.Equal(0, posterior.Nats[0], 1e-12);
        Assert.Equal((Integral(1.2, -1.5) + Integral(-0.4, 0.5)) / 2, posterior.Nats[1], 1e-6);
        Assert.Equal((Integral(-3, 0.3) + Integral(3, -4)) / 2, posterior.Nats[2], 1e-6);
        Assert.Equal(2, posterior.Active);
    }

    [Fact]
    public void A_dimension_may_cost_nats_and_say_nothing()
    {
        using var scope = NewDisposeScope();
        var posterior = PosteriorDivergence.Of(full([10, 4], 0.5), full([10, 4], -2.0));

        Assert.All(posterior.Nats, n => Assert.True(n > 0.5));
        Assert.Equal(0, posterior.Active);
    }

    [Fact]
    public void Codes_of_other_shapes_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => PosteriorDivergence.Of(zeros(5, 3), zeros(5, 4)));
        Assert.Throws<ArgumentException>(() => PosteriorDivergence.Of(zeros(1, 3), zeros(1, 3)));
    }

    // Of q log(q / p) over z, q = N(mean, exp(log variance)), p = N(0, 1), by the trapezoid rule.
    private static double Integral(double mean, double logVariance)
    {
        const double Step = 1e-3;
        var deviation = Math.Exp(logVariance / 2);
        return Step * Enumerable.Range(-20_000, 40_001).Select(i => i * Step).Sum(z =>
        {
            var logQ = -(Math.Pow((z - mean) / deviation, 2) / 2) - Math.Log(deviation) - (0.5 * Math.Log(2 * Math.PI));
            return Math.Exp(logQ) * (logQ + (z * z / 2) + (0.5 * Math.Log(2 * Math.PI)));
        });
    }
}
