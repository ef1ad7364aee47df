using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>What an enlarged picture owes to its original, in levels of 255; both in [0, 1].</summary>
internal static class ImageUpscaleLoss
{
    private const double Levels = 255;

    private const double Nothing = 1e-10;

    /// <summary>Mean absolute difference of the pixels.</summary>
    internal static Tensor Difference(Tensor made, Tensor original) => (made - original).abs().mean().mul(Levels);

    /// <summary>Mean absolute difference of the steps from each pixel to its right and to its lower neighbour, both directions added.</summary>
    internal static Tensor Edges(Tensor made, Tensor original)
    {
        var error = made - original;
        return (error.diff(dim: 3).abs().mean() + error.diff(dim: 2).abs().mean()).mul(Levels);
    }

    /// <summary>Mean peak signal-to-noise ratio, decibels; of two that are equal 100, because a chart has no room for the infinite.</summary>
    internal static Tensor Psnr(Tensor made, Tensor original) =>
        (made.clamp(0, 1) - original).square().mean([1, 2, 3]).clamp(min: Nothing).log10().mul(-10).mean();
}
