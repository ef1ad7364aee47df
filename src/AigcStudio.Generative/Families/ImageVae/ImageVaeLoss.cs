using AigcStudio.Generative.Models.Latent;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// The two halves of the bound (Kingma, Welling 2013, eq. 10), each summed over its own dimensions and averaged over the batch:
/// a mean over pixels against a sum over dimensions would be a hidden beta of 784.
/// </summary>
internal static class ImageVaeLoss
{
    /// <summary>Binary cross-entropy of logits against pictures in [0, 1], nats per picture.</summary>
    internal static Tensor Likeness(Tensor logits, Tensor pictures) =>
        nn.functional.binary_cross_entropy_with_logits(logits, pictures, reduction: nn.Reduction.Sum).div(pictures.shape[0]);

    /// <summary>KL(N(mean, variance) || N(0, I)) = 1/2 sum(mean^2 + variance - log variance - 1), nats per picture.</summary>
    internal static Tensor Divergence(Tensor mean, Tensor logVariance) =>
        LatentCode.Divergence(mean, logVariance).sum().div(mean.shape[0]);
}
