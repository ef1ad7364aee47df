using AigcStudio.Generative.Evaluation.Texts;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Texts;

public sealed class BoundTests
{
    private const double X = 1.5;

    // q(z | x) of the linear Gaussian model below: neither the mean nor the variance of the true posterior, N(x / 2, 1 / 2).
    private const double MeanOfCode = 0.3;
    private const double VarianceOfCode = 0.8;

    /// <summary>Figures of scipy 1.10.1 (<c>special.logsumexp</c>).</summary>
    [Fact]
    public void Weights_out_of_reach_of_exp_are_averaged()
    {
        using var scope = NewDisposeScope();
        var weights = tensor(new double[,] { { -1000, -1001, -1003 }, { -2, -2, -2 }, { -700, 0.5, -3 } });
        var bounds = ImportanceWeighted.Of(weights);

        Assert.Equal(-1000.7496, bounds[0], 1e-4);
        Assert.Equal(-2, bounds[1], 1e-12);
        Assert.Equal(-0.56886187, bounds[2], 1e-8);
    }

    [Fact]
    public void The_bound_is_the_elbo_for_one_code_and_rises_towards_the_likelihood()
    {
        using var scope = NewDisposeScope();
        var likelihood = -(X * X / 4) - (0.5 * Math.Log(4 * Math.PI));
        var divergence = 0.5 * (Math.Log(0.5 / VarianceOfCode) + ((VarianceOfCode + Math.Pow(MeanOfCode - (X / 2), 2)) / 0.5) - 1);

        var bounds = new[] { 1, 4, 16, 256 }.Select(k => ImportanceWeighted.Of(LogWeights(100_000 / k, k)).Average()).ToList();

        // The weights deviate by 0.8: 0.0026 in a mean of 100,000.
        Assert.Equal(likelihood - divergence, bounds[0], 0.01);
        Assert.Equal(bounds.Order(), bounds);
        Assert.InRange(bounds[^1], likelihood - 0.02, likelihood + 0.01);
    }

    [Fact]
    public void Bits_are_counted_by_bytes()
    {
        Assert.Equal(8, ImportanceWeighted.BitsPerByte(-100 * Math.Log(256), 100), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImportanceWeighted.BitsPerByte(-1, 0));
    }

    [Fact]
    public void What_are_no_weights_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => ImportanceWeighted.Of(zeros(3)));
        Assert.Throws<ArgumentException>(() => ImportanceWeighted.Of(full([2, 2], double.NaN)));
    }

    // z ~ N(0, 1), x | z ~ N(z, 1), so x ~ N(0, 2).
    private static Tensor LogWeights(int items, int codes)
    {
        using var random = new Generator(1, CPU);
        var noise = randn([items, codes], ScalarType.Float64, generator: random);
        var z = (noise * Math.Sqrt(VarianceOfCode)) + MeanOfCode;
        return LogNormal(X - z, 1) + LogNormal(z, 1) - LogNormal(z - MeanOfCode, VarianceOfCode);
    }

    private static Tensor LogNormal(Tensor difference, double variance) =>
        (difference.square() / (-2 * variance)) - (0.5 * Math.Log(2 * Math.PI * variance));
}
