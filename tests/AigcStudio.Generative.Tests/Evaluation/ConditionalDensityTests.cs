using AigcStudio.Generative.Evaluation;
using Xunit;
using static AigcStudio.Generative.Tests.Evaluation.Waves;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>
/// Figures of scipy 1.10.1, <c>stats.gaussian_kde</c> with a multiple of its <c>scotts_factor</c>, on numpy's principal components and the same folds.
/// </summary>
public sealed class ConditionalDensityTests
{
    [Theory]
    [InlineData(1, new[] { -3.1491359235131933, -2.632569652373313, -60.34343415385962 })]
    [InlineData(0.5, new[] { -4.4118068786188696, -2.313288616423506, -231.14811417681273 })]
    public void Kernel_densities_are_those_of_scipy(double multiple, double[] expected)
    {
        using var scope = NewDisposeScope();
        var kernels = new GaussianKernels(Sines(60).slice(1, 0, 3, 1), multiple, 1e-12);
        var places = tensor(new[] { 0, 0, 0, 0.5, -0.4, 0.9, 3, 3, 3 }).view(3, 3);
        Assert.Equal(expected, kernels.LogDensities(places).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(3, 0, 0.5, -8.82239286267627, -11.115837043206843, 0.00095020039242995, 1.0824326371966022e-08)]
    [InlineData(3, 1, 0.35, -8.311897553936152, -13.23490449541679, 0.00047837447889584, 9.645210063655538e-12)]
    [InlineData(2, 0, 0.5, -6.588296551009671, -6.728855269917672, 0.00095020039242995, 1.0824326371966022e-08)]
    public void A_labels_bandwidth_likelihoods_and_plot_are_those_of_scipy(
        int components, int label, double bandwidth, double heldOut, double made, double realAt, double madeAt)
    {
        using var scope = NewDisposeScope();
        var found = Density(components).Labels[label];

        Assert.Equal((label, bandwidth), (found.Label, found.Bandwidth));
        Assert.Equal(heldOut, found.HeldOut!.Value, 1e-9);
        Assert.Equal(made, found.Made!.Value, 1e-9);
        Assert.Equal(1, found.Real.Values[(5 * DensityPlot.Side) + 31] / realAt, 1e-7);
        Assert.Equal(1, found.MadeGrid!.Values[(5 * DensityPlot.Side) + 31] / madeAt, 1e-7);
    }

    [Fact]
    public void A_plot_holds_nearly_all_of_the_real_density()
    {
        using var scope = NewDisposeScope();
        var (plot, values) = Density(2).Labels[0].Real;
        var cell = (plot.Right - plot.Left) * (plot.Top - plot.Bottom) / values.Count;
        Assert.InRange(values.Sum() * cell, 0.95, 1.0001);
    }

    [Fact]
    public void A_label_with_few_real_items_is_left_out_and_one_with_nothing_beside_it_has_no_likelihood()
    {
        using var scope = NewDisposeScope();
        var real = new LabelledFeatures(Stretched(80), [.. Enumerable.Range(0, 80).Select(i => i < 9 ? 1 : 2)]);
        var none = new LabelledFeatures(zeros(0, Width), []);
        var nine = new LabelledFeatures(Stretched(9), [.. Enumerable.Repeat(2, 9)]);

        var density = ConditionalDensity.Of(PrincipalComponents.Fit(real.Features, 2), real, none, nine, 3, 1);

        Assert.Equal([0, 1], density.LeftOut);
        var only = Assert.Single(density.Labels);
        Assert.Null(only.HeldOut);
        Assert.NotNull(only.Made);
        Assert.Null(only.MadeGrid);
    }

    [Fact]
    public void A_label_whose_items_are_all_the_same_has_a_density_all_the_same()
    {
        using var scope = NewDisposeScope();
        var features = cat([Stretched(40), Stretched(1).repeat(20, 1)], 0);
        var real = new LabelledFeatures(features, [.. Enumerable.Range(0, 60).Select(i => i < 40 ? 0 : 1)]);
        var density = ConditionalDensity.Of(PrincipalComponents.Fit(features, 3), real, real, real, 2, 1);
        Assert.All(density.Labels, l => Assert.True(double.IsFinite(l.Made!.Value)));
    }

    [Fact]
    public void Other_than_two_or_three_components_and_items_without_labels_are_refused()
    {
        using var scope = NewDisposeScope();
        var (real, bare) = (ByTurns(Stretched(40)), new LabelledFeatures(Stretched(40), [0, 1]));
        Assert.Throws<ArgumentException>(() => ConditionalDensity.Of(PrincipalComponents.Fit(real.Features, 2), real, real, bare, 2, 7));
        Assert.Throws<ArgumentException>(() => Density(1));
        Assert.Throws<ArgumentException>(() => Density(4));
    }

    private static ConditionalDensity Density(int components)
    {
        var all = Stretched(200);
        var (real, heldOut, made) = (all.slice(0, 0, 80, 1), all.slice(0, 80, 120, 1), all.slice(0, 120, 160, 1) * 0.5);
        return ConditionalDensity.Of(PrincipalComponents.Fit(real, components), ByTurns(real), ByTurns(heldOut), ByTurns(made), 2, 7);
    }

    private static LabelledFeatures ByTurns(Tensor features) => new(features, [.. Enumerable.Range(0, (int)features.shape[0]).Select(i => i % 2)]);
}
