using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation;

/// <summary>Features that any implementation can make again without a generator, <c>[count, 12]</c>.</summary>
internal static class Waves
{
    internal const int Width = 12;

    internal static Tensor Sines(int count) => Made(count, (i, j) => Math.Sin((0.37 * i * (j + 1)) + j) + (0.1 * j));

    internal static Tensor Cosines(int count) => Made(count, (i, j) => (Math.Cos(0.29 * i * (j + 2)) * 1.3) + 0.2);

    /// <summary>As good as chance, 0 to 1.</summary>
    internal static Tensor Scattered(int count, int first = 0) => Made(count, (i, j) =>
    {
        var far = Math.Sin((12.9898 * (i + first + 1)) + (78.233 * (j + 1))) * 43758.5453;
        return far - Math.Floor(far);
    });

    /// <summary>Sines of which each number varies more than the one before.</summary>
    internal static Tensor Stretched(int count) => Sines(count) * arange(1, Width + 1, ScalarType.Float64);

    private static Tensor Made(int count, Func<int, int, double> feature) =>
        tensor(Enumerable.Range(0, count * Width).Select(i => feature(i / Width, i % Width)).ToArray()).view(count, Width);
}
