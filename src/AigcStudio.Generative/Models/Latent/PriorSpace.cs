using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>
/// The space of a VAE's codes as its fitted prior knows it: the moments of the mixture are those of the encodings that it was fitted to, so that
/// nothing else has to be kept.
/// </summary>
internal static class PriorSpace
{
    // Shorter than that, the way towards a label is rounding.
    private const double LeastDistance = 1e-6;

    /// <param name="sphere">See <see cref="CodeSpace"/>.</param>
    internal static CodeSpace Of(LatentPrior prior, IReadOnlyList<string> labels, int latent, int sphere)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var groups = prior.Moments(latent);
        var all = Moments.Together(groups.Select(g => g.Moments), latent);
        var means = groups.Where(g => g.Label >= 0 && g.Label < labels.Count).OrderBy(g => g.Label);
        return new CodeSpace(
            all.Mean.data<double>().ToArray(),
            Directions.Of(all.Covariance, CodeSpace.MostDirections),
            [.. means.Select(g => Towards(labels[(int)g.Label], g.Moments.Mean, all))],
            sphere);
    }

    private static CodeLabel Towards(string name, Tensor mean, Moments all)
    {
        var way = mean - all.Mean;
        var length = way.norm().item<double>();
        if (length < LeastDistance)
        {
            return new CodeLabel(name, mean.data<double>().ToArray(), null);
        }

        var unit = way / length;
        var sigma = Math.Sqrt(unit.dot(all.Covariance.matmul(unit)).item<double>());
        return new CodeLabel(name, mean.data<double>().ToArray(), new CodeDirection(unit.data<double>().ToArray(), sigma, 0));
    }
}
