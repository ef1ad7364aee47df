using AigcStudio.Generative.Evaluation;
using Xunit;
using static AigcStudio.Generative.Tests.Evaluation.Waves;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Figures of numpy's singular values of the centred features, directions turned so that the largest number of each is positive.</summary>
public sealed class PrincipalComponentsTests
{
    [Fact]
    public void Shares_and_projections_are_those_of_numpy()
    {
        using var scope = NewDisposeScope();
        Check(
            PrincipalComponents.Fit(Stretched(200), 3),
            [0.2576355995131711, 0.23724131011668512, 0.22332891698848245],
            [-9.019574762813697, -7.232842320424222, -4.5473048530634586, -10.994734094782673, -9.278098165117676, -6.107715108124443]);
    }

    [Fact]
    public void So_are_those_of_fewer_items_than_numbers()
    {
        using var scope = NewDisposeScope();
        Check(
            PrincipalComponents.Fit(Stretched(8), 3),
            [0.394609717004252, 0.27123672505780805, 0.2469346756668332],
            [-1.897179416530345, 1.7350901550809175, -6.260581269710616, -2.464362443953183, 1.98342887980663, -7.443952426782476]);
    }

    [Fact]
    public void Directions_stand_square_on_each_other_and_are_of_length_one()
    {
        using var scope = NewDisposeScope();
        var directions = PrincipalComponents.Fit(Stretched(200), Width).Directions;
        Assert.Equal(0, (directions.t().matmul(directions) - eye(Width)).abs().max().item<double>(), 1e-12);
    }

    [Fact]
    public void More_directions_than_the_features_vary_in_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(Sines(3), 3));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(Sines(20), 13));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(Sines(20), 0));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(ones(20, 5), 1));
    }

    private static void Check(PrincipalComponents components, double[] shares, double[] projected)
    {
        Assert.Equal(shares, components.Shares, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(projected, components.Project(Cosines(2)).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }
}
