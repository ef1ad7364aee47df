using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>
/// Dimensions of a code that say anything: those whose mean varies from item to item by more than 0.01 (Burda et al. 2015,
/// arXiv:1509.00519, section 5.2). A collapsed posterior has none.
/// </summary>
internal static class ActiveUnits
{
    private const double LeastVariance = 0.01;

    /// <summary>How many, as a scalar on the device.</summary>
    /// <param name="means">The encoder's means of recent items.</param>
    internal static Tensor Count(EncodingBook means)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var written = means.Labels.not_equal(EncodingBook.Empty).to(ScalarType.Float32).unsqueeze(1);   // [rows, 1]
        return Count(means.Codes, written).MoveToOuterDisposeScope();
    }

    /// <summary>How many, as a scalar on the device.</summary>
    /// <param name="means">The encoder's means <c>[N, D]</c>.</param>
    internal static Tensor Count(Tensor means)
    {
        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        return Count(means, ones([means.shape[0], 1], means.dtype, means.device)).MoveToOuterDisposeScope();
    }

    // Rows that are not written count 0.
    private static Tensor Count(Tensor means, Tensor written)
    {
        var count = written.sum();
        var centre = (means * written).sum(dim: 0) / count;
        var variance = ((means - centre).square() * written).sum(dim: 0) / count;
        return variance.greater(LeastVariance).sum();
    }
}
