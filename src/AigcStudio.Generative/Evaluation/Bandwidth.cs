using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// The width of <see cref="GaussianKernels"/> under which points left out are likeliest (Silverman 1986, "Density Estimation for Statistics and
/// Data Analysis", section 3.4.4): Scott's rule supposes one bell and blurs a label of several.
/// </summary>
internal static class Bandwidth
{
    private const int Folds = 5;

    // Of Scott's rule: by steps of about the root of 2, over which the likelihood hardly changes.
    private static readonly double[] Multiples = [0.18, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2];

    /// <param name="points"><c>[n, d]</c>, n at least 10.</param>
    /// <param name="leastVariance">As for <see cref="GaussianKernels"/>.</param>
    /// <param name="seed">Of the folds; the same for all multiples.</param>
    /// <returns>A multiple of Scott's rule.</returns>
    internal static double Choose(Tensor points, double leastVariance, int seed)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator((ulong)seed, CPU);
        var folds = randperm(points.shape[0], generator: random).tensor_split(Folds);
        return Multiples.MaxBy(m => Enumerable.Range(0, Folds).Sum(f => LogLikelihood(points, folds, f, m, leastVariance)));
    }

    private static double LogLikelihood(Tensor points, Tensor[] folds, int left, double multiple, double leastVariance)
    {
        using var scope = NewDisposeScope();
        var kept = points.index_select(0, cat(folds.Where((_, f) => f != left).ToArray(), 0));
        return new GaussianKernels(kept, multiple, leastVariance).LogDensities(points.index_select(0, folds[left])).sum().item<double>();
    }
}
