using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>
/// Squared distances between all rows of two sets, |x|^2 + |y|^2 - 2 x.y, a thousand rows at a time: 5,000 with 5,000 take 40 MB instead of 200.
/// In double precision, and from the mean of the second set: far from the origin, near neighbours would cancel.
/// </summary>
internal static class PairDistances
{
    private const int Rows = 1000;

    /// <param name="x"><c>[N, D]</c>.</param>
    /// <param name="y"><c>[M, D]</c>.</param>
    /// <param name="measure">Makes of the distances <c>[n, M]</c> of some rows, and the number of the first, something with n rows.</param>
    /// <returns>What was made, N rows, in the scope of the caller.</returns>
    internal static Tensor Reduce(Tensor x, Tensor y, Func<Tensor, long, Tensor> measure)
    {
        using var scope = NewDisposeScope();
        var centre = y.to(float64).cpu().mean([0]);
        var (from, to) = (x.to(float64).cpu() - centre, y.to(float64).cpu() - centre);
        var lengths = to.square().sum(1);
        var pieces = new List<Tensor>();
        for (var first = 0L; first < from.shape[0]; first += Rows)
        {
            using var inner = NewDisposeScope();
            var part = from.slice(0, first, Math.Min(first + Rows, from.shape[0]), 1);
            var squares = part.matmul(to.t()).mul_(-2).add_(lengths).add_(part.square().sum(1, keepdim: true)).clamp_(min: 0);
            pieces.Add(measure(squares, first).MoveToOuterDisposeScope());
        }

        return cat(pieces, 0).MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="Reduce"/> within one set, an item's distance to itself replaced: by its place, since a twin is as near.</summary>
    internal static Tensor ReduceWithin(Tensor x, double itself, Func<Tensor, Tensor> measure) => Reduce(x, x, (squares, first) =>
    {
        squares.diagonal(first).fill_(itself);
        return measure(squares);
    });
}
