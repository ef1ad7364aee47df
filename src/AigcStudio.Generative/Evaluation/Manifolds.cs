using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Fidelity apart from variety, by balls around each item that reach to its k-th nearest neighbour in its own set. Precision is the share of made
/// items within a real ball, recall that of real items within a made one (Kynkaanniemi et al. 2019, arXiv:1904.06991, section 2); density counts
/// the real balls a made item lies in, by k, and coverage is the share of real balls with a made item inside (Naeem et al. 2020,
/// arXiv:2002.09797, section 3.2). One odd item of a set has a wide ball: it lifts precision and recall, and density and coverage far less. All
/// depend on the numbers of items, so beside them stand those of real against real at the same numbers, where precision and recall are not 1.
/// </summary>
public static class Manifolds
{
    /// <param name="real">Features <c>[N, D]</c>, N above k.</param>
    /// <param name="made">Features <c>[M, D]</c>, M above k.</param>
    /// <param name="neighbours">k; 5 where nothing speaks for another.</param>
    /// <exception cref="ArgumentException">The sets have other shapes than these.</exception>
    public static ManifoldScores Between(Tensor real, Tensor made, int neighbours = 5)
    {
        using var scope = NewDisposeScope();
        FeatureSets.Check(real, made);
        if (neighbours < 1 || Math.Min(real.shape[0], made.shape[0]) <= neighbours)
        {
            throw new ArgumentException($"{neighbours} neighbours ask for more items than {Math.Min(real.shape[0], made.shape[0])}.");
        }

        var (realReach, madeReach) = (Reach(real, neighbours), Reach(made, neighbours));
        var ballsAround = zeros([made.shape[0]], ScalarType.Float64);
        var ofReal = PairDistances.Reduce(real, made, (squares, first) =>
        {
            var reach = realReach.slice(0, first, first + squares.shape[0], 1).unsqueeze(1);
            var inside = squares.le(reach);
            ballsAround.add_(inside.sum([0]));
            return stack([squares.le(madeReach).any(1), inside.any(1)], 1).to(float64);
        });
        var shares = ofReal.mean([0]);
        return new ManifoldScores(
            ballsAround.gt(0).to(float64).mean().item<double>(),
            shares[0].item<double>(),
            ballsAround.mean().item<double>() / neighbours,
            shares[1].item<double>());
    }

    private static Tensor Reach(Tensor items, int neighbours) => PairDistances.ReduceWithin(
        items, double.PositiveInfinity, squares => squares.topk(neighbours, 1, largest: false).values.amax([1]));
}
