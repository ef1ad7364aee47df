using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Texts;

/// <summary>
/// Importance-weighted bound of the log likelihood, log 1/K sum_k w_k with w = p(x, z) / q(z | x) and K codes drawn from q (Burda et al. 2015,
/// arXiv:1509.00519, equation 8). With K = 1 it is the ELBO; in expectation it rises with K towards log p(x) and never passes it, so two models
/// are compared at one K. Weights are taken as logarithms and against the largest of the item: exp of some hundred nats is out of reach.
/// </summary>
public static class ImportanceWeighted
{
    /// <param name="logWeights"><c>[N, K]</c>: log p(x | z) + log p(z) - log q(z | x), nats.</param>
    /// <returns>One for each item, nats; the bound of the set is their mean.</returns>
    /// <exception cref="ArgumentException">The shape is another, or one is not a number.</exception>
    public static IReadOnlyList<double> Of(Tensor logWeights)
    {
        using var scope = NewDisposeScope();
        if (logWeights.dim() != 2 || logWeights.numel() == 0 || logWeights.isnan().any().item<bool>())
        {
            throw new ArgumentException($"Log weights are numbers [N, K]; here are [{string.Join(", ", logWeights.shape)}], or some are none.");
        }

        return logWeights.to(float64).cpu().logsumexp(1).sub(Math.Log(logWeights.shape[1])).data<double>().ToArray();
    }

    /// <summary>Bits that a code by this model spends on a byte of text: -nats / (bytes ln 2).</summary>
    /// <param name="nats">Log likelihood or its bound of all texts together, at most 0.</param>
    /// <param name="bytes">Of the same texts in UTF-8, with an end for each where the model predicts it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is below 1.</exception>
    public static double BitsPerByte(double nats, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return -nats / (bytes * Math.Log(2));
    }
}
