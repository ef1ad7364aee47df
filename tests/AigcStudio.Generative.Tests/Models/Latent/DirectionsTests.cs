using AigcStudio.Generative.Models.Latent;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models.Latent;

public sealed class DirectionsTests
{
    private static readonly double Half = Math.Sqrt(0.5);

    [Fact]
    public void Directions_of_weights_are_those_of_a_matrix_worked_out_by_hand()
    {
        // Rows (3, 3, 0), (1, -1, 0), (0, 0, 2): A^T A has 18 along (1, 1, 0), 4 along z, 2 along (1, -1, 0).
        using var weight = tensor(new double[,] { { 3, 3, 0 }, { 1, -1, 0 }, { 0, 0, 2 } });
        var found = Directions.OfWeights(weight, 3);

        Assert.Equal([18 / 24.0, 4 / 24.0, 2 / 24.0], found.Select(d => d.Share), Near);
        Assert.Equal([Half, Half, 0], found[0].Unit.Select(Math.Abs), Near);
        Assert.Equal(1, Math.Sign(found[0].Unit[0] * found[0].Unit[1]));
        Assert.Equal([0, 0, 1], found[1].Unit, Near);
        Assert.Equal([Half, Half, 0], found[2].Unit.Select(Math.Abs), Near);
        Assert.Equal(-1, Math.Sign(found[2].Unit[0] * found[2].Unit[1]));
        Assert.All(found, d => Assert.Equal(1, d.Sigma));
    }

    [Fact]
    public void Directions_of_a_covariance_carry_its_deviations()
    {
        using var covariance = tensor(new double[,] { { 4, 0 }, { 0, 9 } });
        var found = Directions.Of(covariance, 2);

        Assert.Equal([3, 2], found.Select(d => d.Sigma), Near);
        Assert.Equal([0, 1], found[0].Unit, Near);
    }

    [Fact]
    public void Moments_of_a_mixture_are_those_of_its_points()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3, CPU);
        var points = cat([randn([200, 3], generator: random, dtype: float64), (randn([100, 3], generator: random, dtype: float64) * 0.5) + 4]);
        var all = Moments.Together(GaussianMixture.Fit(points, 4, seed: 1).Select(Moments.Of), 3);
        var centred = points - points.mean([0]);

        // The fit adds a ridge of 1e-3 to each variance.
        Assert.True(allclose(all.Mean, points.mean([0]), rtol: 1e-6, atol: 1e-6));
        Assert.True(allclose(all.Covariance, centred.t().matmul(centred) / 300, rtol: 0, atol: 2e-3));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
