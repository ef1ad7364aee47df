using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// What the codes of an encoder carry: KL(N(mean, variance) || N(0, I)) of each dimension, mean over items (Kingma, Welling 2013,
/// arXiv:1312.6114, appendix B), and how many dimensions are active. Both are asked: a dimension may cost nats by its variance alone and say
/// nothing.
/// </summary>
/// <param name="Nats">One for each dimension; their sum is the divergence in the bound.</param>
/// <param name="Active">Dimensions whose mean varies by more than 0.01 (<see cref="ActiveUnits"/>).</param>
public sealed record PosteriorDivergence(IReadOnlyList<double> Nats, int Active)
{
    /// <param name="means"><c>[N, D]</c>, N at least 2.</param>
    /// <param name="logVariances">Natural logarithms, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes are others.</exception>
    public static PosteriorDivergence Of(Tensor means, Tensor logVariances)
    {
        using var scope = NewDisposeScope();
        if (means.dim() != 2 || means.shape[0] < 2 || !means.shape.SequenceEqual(logVariances.shape))
        {
            throw new ArgumentException(
                $"Codes are [N, D] twice, N at least 2; here are [{string.Join(", ", means.shape)}] and [{string.Join(", ", logVariances.shape)}].");
        }

        var (mean, logVariance) = (means.to(float64).cpu(), logVariances.to(float64).cpu());
        var nats = LatentCode.Divergence(mean, logVariance).mean([0]).data<double>().ToArray();
        return new PosteriorDivergence(nats, (int)ActiveUnits.Count(mean).item<long>());
    }
}
