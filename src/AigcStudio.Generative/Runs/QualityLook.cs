using AigcStudio.Core.Runs;
using AigcStudio.Generative.Evaluation;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>One look of <see cref="QualityProbe"/>.</summary>
/// <param name="Values">The distance under <see cref="QualityProbe.Series"/>, and fidelity and variety where there are items enough.</param>
/// <param name="Best">True where the distance is the least of the run, by more than chance.</param>
internal sealed record QualityLook(IReadOnlyDictionary<string, double> Values, bool Best)
{
    private const int Neighbours = 5;

    /// <summary>
    /// How far what is made lies from what is real, and why: <see cref="PointsReported.Fidelity"/> is low where it looks unlike the real,
    /// <see cref="PointsReported.Variety"/> where it is too much of a kind.
    /// </summary>
    /// <param name="real">Features <c>[N, D]</c>.</param>
    /// <param name="made">Features <c>[N, D]</c>; what is not a number anywhere has a distance that is none, and no more.</param>
    internal static IReadOnlyDictionary<string, double> Compare(Tensor real, Tensor made)
    {
        var seen = new Dictionary<string, double> { [PointsReported.Quality] = FrechetDistance.Between(real, made) };
        if (double.IsFinite(seen[PointsReported.Quality]) && Math.Min(real.shape[0], made.shape[0]) > Neighbours)
        {
            var scores = Manifolds.Between(real, made, Neighbours);
            (seen[PointsReported.Fidelity], seen[PointsReported.Variety]) = (scores.Precision, scores.Coverage);
        }

        return seen;
    }
}
