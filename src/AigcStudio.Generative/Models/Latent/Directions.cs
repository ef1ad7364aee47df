using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>Leading directions by eigenvectors, the largest number of each positive, so that a slider goes the same way every time.</summary>
internal static class Directions
{
    // A direction that explains less than that explains rounding.
    private const double LeastShare = 1e-9;

    /// <summary>Principal components (Pearson 1901) of codes by their covariance <c>[D, D]</c>.</summary>
    internal static IReadOnlyList<CodeDirection> Of(Tensor covariance, int most) => Leading(covariance, most, value => Math.Sqrt(value));

    /// <summary>
    /// The directions that set a layer off most: eigenvectors of A^T A of its weights (Shen, Zhou 2021, arXiv:2007.06600, eq. 4), for codes that
    /// are N(0, I), where each has a standard deviation of 1. They are sorted by how much of the layer's variance each explains.
    /// </summary>
    /// <param name="weight">A, <c>[outputs, D]</c>.</param>
    internal static IReadOnlyList<CodeDirection> OfWeights(Tensor weight, int most)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var a = weight.to(float64).cpu();
        return Leading(a.t().matmul(a), most, _ => 1);
    }

    private static IReadOnlyList<CodeDirection> Leading(Tensor products, int most, Func<double, double> sigma)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var (values, vectors) = linalg.eigh(products);
        var sizes = values.clamp(min: 0).flip(0).data<double>().ToArray();
        var units = vectors.flip(1);
        units = units * units.gather(0, units.abs().argmax(0, keepdim: true)).sign();
        var total = Math.Max(sizes.Sum(), double.Epsilon);
        var leading = Enumerable.Range(0, Math.Min(most, sizes.Length)).Where(i => i == 0 || sizes[i] > total * LeastShare);
        return [.. leading.Select(i => new CodeDirection(units.select(1, i).contiguous().data<double>().ToArray(), sigma(Math.Max(sizes[i], double.Epsilon)), sizes[i] / total))];
    }
}
