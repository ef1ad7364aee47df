using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Peak signal-to-noise ratio of pairs, decibels: 10 log10(range^2 / mean squared error). Only for a picture and what was made of that very
/// picture: between unpaired pictures it says nothing about quality.
/// </summary>
public static class Psnr
{
    /// <param name="originals"><c>[N, C, H, W]</c>.</param>
    /// <param name="rebuilt">Of the same shape, in the same order.</param>
    /// <param name="range">Difference between the brightest and the darkest legal value: 255 for bytes, 2 for [-1, 1].</param>
    /// <returns>One for each pair, infinite where the two are equal.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static IReadOnlyList<double> Of(Tensor originals, Tensor rebuilt, double range)
    {
        using var scope = NewDisposeScope();
        var (a, b) = PicturePairs.Check(originals, rebuilt);
        var errors = (a - b).square().mean([1, 2, 3]);
        return (errors.reciprocal() * (range * range)).log10().mul(10).data<double>().ToArray();
    }
}
