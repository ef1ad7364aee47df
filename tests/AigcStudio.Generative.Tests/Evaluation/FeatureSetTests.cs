using AigcStudio.Generative.Evaluation;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Figures of scipy 1.10.1 (<c>linalg.sqrtm</c>) and numpy on the same features.</summary>
public sealed class FeatureSetTests
{
    private const int Width = 12;

    [Fact]
    public void The_Frechet_distance_is_that_of_scipys_matrix_root()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(5.1661900657135895, FrechetDistance.Between(Sines(200), Cosines(200)), 5e-6);

        // Fewer items than numbers: both covariances are singular.
        Assert.Equal(14.810048177879601, FrechetDistance.Between(Sines(8), Cosines(8)), 1e-4);
    }

    [Fact]
    public void The_kernel_distance_is_that_of_its_formula()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1.3469707650062177, KernelDistance.Between(Sines(200), Cosines(200)), 1e-9);
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
    }

    private static Tensor Sines(int count) => Made(count, (i, j) => Math.Sin((0.37 * i * (j + 1)) + j) + (0.1 * j));

    private static Tensor Cosines(int count) => Made(count, (i, j) => (Math.Cos(0.29 * i * (j + 2)) * 1.3) + 0.2);

    private static Tensor Made(int count, Func<int, int, double> feature) =>
        tensor(Enumerable.Range(0, count * Width).Select(i => feature(i / Width, i % Width)).ToArray()).view(count, Width);
}
