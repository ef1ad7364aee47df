using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>The divergence of a conditional code (Sohn et al. 2015, eq. 4).</summary>
internal static class ReplyTextsLoss
{
    /// <summary>
    /// KL(posterior || prior) of Gaussians with independent dimensions, nats, <c>[N, D]</c>:
    /// 1/2 (log of the variances' quotient - 1 + (posterior variance + squared distance of the means) / prior variance).
    /// </summary>
    internal static Tensor Divergence((Tensor Mean, Tensor LogVariance) posterior, (Tensor Mean, Tensor LogVariance) prior) =>
        (prior.LogVariance - posterior.LogVariance - 1
         + ((posterior.LogVariance.exp() + (posterior.Mean - prior.Mean).square()) * (-prior.LogVariance).exp())).mul(0.5);
}
