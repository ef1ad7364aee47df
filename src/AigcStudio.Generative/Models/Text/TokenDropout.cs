using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>
/// Hides pieces from the decoder, so that it cannot do without the code (Bowman et al. 2016, arXiv:1511.06349, section 3.1, "word dropout").
/// </summary>
internal static class TokenDropout
{
    /// <param name="inputs"><c>[T, N]</c> int64, the start mark first, which stays.</param>
    /// <param name="share">Of the pieces that become <see cref="Vocabulary.Unknown"/>.</param>
    internal static Tensor Hide(Tensor inputs, double share, Generator random)
    {
        if (share == 0)
        {
            return inputs;
        }

        using var scope = NewDisposeScope();
        var hidden = rand(inputs.shape, device: inputs.device, generator: random.On(inputs.device)).less(share).logical_and(inputs.not_equal(Vocabulary.Start));
        return inputs.masked_fill(hidden, Vocabulary.Unknown).MoveToOuterDisposeScope();
    }
}
