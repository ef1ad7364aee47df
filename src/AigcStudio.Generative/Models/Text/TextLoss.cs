using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// What a writer with a code pays: nats per text, summed over its characters and over the code's dimensions, averaged over the batch.
/// </summary>
internal static class TextLoss
{
    /// <summary>-log p(text | code): the cross-entropies of all characters and the end marks, over the number of texts.</summary>
    /// <param name="logits"><c>[T x N, V]</c>.</param>
    /// <param name="targets"><c>[T x N]</c>, -100 where there is nothing to say.</param>
    internal static Tensor Likeness(Tensor logits, Tensor targets, long texts) =>
        nn.functional.cross_entropy(logits, targets, ignore_index: -100, reduction: nn.Reduction.Sum).div(texts);

    /// <summary>log p(text | code) of each text, nats, <c>[N]</c>; shapes as in <see cref="Likeness"/>.</summary>
    internal static Tensor LogLikelihoods(Tensor logits, Tensor targets, long texts) =>
        nn.functional.cross_entropy(logits, targets, ignore_index: -100, reduction: nn.Reduction.None).view(-1, texts).sum(0).neg();

    /// <summary>The charge for the code: each dimension's mean divergence, but never less than is free (Kingma et al. 2016, arXiv:1606.04934, eq. 15).</summary>
    /// <param name="divergence">Nats, <c>[D]</c>, averaged over the batch.</param>
    /// <param name="free">Nats a dimension; within, there is nothing to gain from saying less.</param>
    internal static Tensor Charge(Tensor divergence, double free) => divergence.clamp(min: free).sum();

    /// <summary>Weight of the charge: up along a line over the first share of a run (Bowman et al. 2016, arXiv:1511.06349, section 3.1).</summary>
    internal static double Weight(int step, int steps, double warmUp) => Math.Min(1, step / Math.Max(1, Math.Min(warmUp * steps, LongestWarmUp)));

    // A run that will last for days need not wait for hours.
    private const double LongestWarmUp = 2000;
}
