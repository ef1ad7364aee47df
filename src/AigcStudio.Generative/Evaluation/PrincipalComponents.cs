using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// The directions in which real features vary most (Pearson 1901). Fitted on real items alone, so that what was made is seen with the same eyes
/// whatever it is. The tensors belong to the scope in which they were fitted.
/// </summary>
/// <param name="Mean">Of the real features, <c>[D]</c>, double precision.</param>
/// <param name="Directions"><c>[D, d]</c>, of length 1, the strongest first; the largest number of each is positive, so that plots do not flip.</param>
/// <param name="Shares">Of the whole variance, by direction.</param>
public sealed record PrincipalComponents(Tensor Mean, Tensor Directions, IReadOnlyList<double> Shares)
{
    /// <param name="real">Features <c>[N, D]</c>, N at least 2.</param>
    /// <param name="count">d, 1 to the smaller of N - 1 and D.</param>
    /// <exception cref="ArgumentException">The shape or the count is another, or the features vary in fewer directions than that.</exception>
    public static PrincipalComponents Fit(Tensor real, int count)
    {
        using var scope = NewDisposeScope();
        FeatureSets.Check(real, real);
        var x = real.to(float64).cpu();
        var mean = x.mean([0]);
        var centred = x - mean;

        // The products of items have the same eigenvalues as those of features: the smaller side is the cheaper.
        var byItems = x.shape[0] < x.shape[1];
        var (values, vectors) = linalg.eigh(byItems ? centred.matmul(centred.t()) : centred.t().matmul(centred));
        var strongest = values.clamp(min: 0).flip(0).data<double>().Take(count).ToArray();
        var total = centred.square().sum().item<double>();
        if (count < 1 || count > Math.Min(x.shape[0] - 1, x.shape[1]) || !(strongest[^1] > total * 1e-12))
        {
            throw new ArgumentException($"{x.shape[0]} items of {x.shape[1]} numbers do not vary in {count} directions.");
        }

        var top = vectors.flip(1).slice(1, 0, count, 1);
        var directions = nn.functional.normalize(byItems ? centred.t().matmul(top) : top, dim: 0);
        directions = directions * directions.gather(0, directions.abs().argmax(0, keepdim: true)).sign();
        return new PrincipalComponents(mean.MoveToOuterDisposeScope(), directions.MoveToOuterDisposeScope(), [.. strongest.Select(s => s / total)]);
    }

    /// <param name="features"><c>[N, D]</c>.</param>
    /// <returns><c>[N, d]</c> around the real mean, in the scope of the caller.</returns>
    public Tensor Project(Tensor features)
    {
        using var scope = NewDisposeScope();
        return (features.to(float64).cpu() - Mean).matmul(Directions).MoveToOuterDisposeScope();
    }
}
