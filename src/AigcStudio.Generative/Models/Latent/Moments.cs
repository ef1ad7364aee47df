using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>Weight, mean <c>[D]</c> and covariance <c>[D, D]</c> of some codes, double precision, in the caller's scope.</summary>
internal sealed record Moments(double Weight, Tensor Mean, Tensor Covariance)
{
    internal static Moments Of(GaussianMixture.Component component)
    {
        var width = component.Mean.Length;
        var factor = tensor(component.Factor).view(width, width);
        return new Moments(component.Weight, tensor(component.Mean), factor.matmul(factor.t()));
    }

    /// <summary>Of a mixture; N(0, I) where there is nothing in it.</summary>
    internal static Moments Together(IEnumerable<Moments> parts, int width)
    {
        var all = parts.ToList();
        var weight = all.Sum(p => p.Weight);
        if (weight <= 0)
        {
            return new Moments(1, zeros([width], float64), eye(width, dtype: float64));
        }

        var (mean, covariance) = (zeros([width], float64), zeros([width, width], float64));
        foreach (var part in all)
        {
            mean += part.Mean * (part.Weight / weight);
        }

        foreach (var part in all)
        {
            var apart = part.Mean - mean;
            covariance += (part.Covariance + outer(apart, apart)) * (part.Weight / weight);
        }

        return new Moments(weight, mean, covariance);
    }
}
