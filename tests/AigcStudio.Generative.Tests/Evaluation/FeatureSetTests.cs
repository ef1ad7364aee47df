using AigcStudio.Generative.Evaluation;
using Xunit;
using static AigcStudio.Generative.Tests.Evaluation.Waves;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Figures of scipy 1.10.1 (<c>linalg.sqrtm</c>) and numpy on the same features.</summary>
public sealed class FeatureSetTests
{
    [Fact]
    public void The_Frechet_distance_is_that_of_scipys_matrix_root()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(5.1661900657135895, FrechetDistance.Between(Sines(200), Cosines(200)), 1e-9);

    }

    [Fact]
    public void The_Frechet_distance_of_fewer_items_than_numbers_is_that_of_numpys_singular_values()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(14.81004820311771, FrechetDistance.Between(Sines(8), Cosines(8)), 1e-9);
        Assert.Equal(8.353835110608681, FrechetDistance.Between(Sines(8), Cosines(200)), 1e-9);
    }

    [Fact]
    public void A_number_that_never_varies_leaves_the_Frechet_distance_what_it_was()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (nn.functional.pad(Sines(200), [1, 1]), nn.functional.pad(Cosines(200), [1, 1]));
        Assert.Equal(5.166190065713565, FrechetDistance.Between(a, b), 1e-9);
    }

    [Fact]
    public void The_kernel_distance_is_that_of_its_formula()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1.3469707650062177, KernelDistance.Between(Sines(200), Cosines(200)), 1e-9);
    }

    [Fact]
    public void The_kernel_distance_of_subsets_and_its_error_are_numpys_on_the_same_subsets()
    {
        using var scope = NewDisposeScope();
        var (mean, error) = KernelDistance.WithError(Sines(200), Cosines(200), subsets: 20, subsetSize: 50, seed: 3);

        Assert.Equal(1.3187949293019585, mean, 1e-9);
        Assert.Equal(0.04500327514494641, error, 1e-9);
        Assert.Equal((mean, error), KernelDistance.WithError(Sines(200), Cosines(200), 20, 50, 3));
        Assert.NotEqual((mean, error), KernelDistance.WithError(Sines(200), Cosines(200), 20, 50, 4));
    }

    [Fact]
    public void A_set_is_no_distance_from_itself_and_noise_moves_it_away_step_by_step()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1, CPU);
        var real = randn([500, Width], ScalarType.Float64, generator: random);
        var noise = randn([500, Width], ScalarType.Float64, generator: random);
        Assert.Equal(0, FrechetDistance.Between(real, real), 1e-9);

        var frechet = new[] { 0.5, 1, 2, 4 }.Select(s => FrechetDistance.Between(real, real + (noise * s))).ToList();
        var kernel = new[] { 0.5, 1, 2, 4 }.Select(s => KernelDistance.Between(real, real + (noise * s))).ToList();

        Assert.Equal(frechet.Order(), frechet);
        Assert.Equal(kernel.Order(), kernel);
    }

    [Fact]
    public void Two_sets_of_one_kind_are_around_nothing_for_the_kernel_however_few_they_are()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(2, CPU);
        var distances = Enumerable.Range(0, 50).Select(_ => KernelDistance.Between(
            randn([20, Width], ScalarType.Float64, generator: random), randn([20, Width], ScalarType.Float64, generator: random))).ToList();

        Assert.True(distances.Min() < 0 && distances.Max() > 0);
        Assert.InRange(distances.Average(), -0.1, 0.1);
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => FrechetDistance.Between(zeros(5, 3), zeros(5, 4)));
        Assert.Throws<ArgumentException>(() => KernelDistance.Between(zeros(1, 3), zeros(5, 3)));
        Assert.Throws<ArgumentException>(() => KernelDistance.WithError(zeros(9, 3), zeros(5, 3), 10, 5));
    }
}
