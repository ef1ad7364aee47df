using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>A code as the encoder gives it: a Gaussian with independent dimensions (Kingma, Welling 2013, section 3).</summary>
internal static class LatentCode
{
    // Beyond, a variance is of no use to the decoder or beyond float's reach (models.md).
    private const double LeastLogVariance = -8;
    private const double MostLogVariance = 4;

    /// <summary>The two halves of an encoder's last layer <c>[N, 2 D]</c>: means and bounded log variances, each <c>[N, D]</c>.</summary>
    internal static (Tensor Mean, Tensor LogVariance) Of(Tensor halves)
    {
        var parts = halves.chunk(2, 1);
        return (parts[0], parts[1].clamp(LeastLogVariance, MostLogVariance));
    }

    /// <summary>mean + noise x standard deviation, <c>[N, D]</c>: a draw through which a gradient passes.</summary>
    internal static Tensor Draw(Tensor mean, Tensor logVariance, Tensor noise) => mean + (noise * (logVariance * 0.5).exp());

    /// <summary>KL(N(mean, variance) || N(0, I)) = 1/2 (mean^2 + variance - log variance - 1), nats, <c>[N, D]</c>.</summary>
    internal static Tensor Divergence(Tensor mean, Tensor logVariance) => (mean.square() + logVariance.exp() - logVariance - 1).mul(0.5);
}
