using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>Gradients for an optimiser, without the accumulation that <c>backward</c> leaves behind in parameters.</summary>
public static class Gradients
{
    /// <param name="clip">Longest legal Euclidean norm over all of them together; 0 for none.</param>
    /// <param name="keepGraph">True where another gradient through the same graph follows.</param>
    public static IReadOnlyList<Tensor> Of(Tensor loss, Tensor[] weights, double clip = 0, bool keepGraph = false)
    {
        var slopes = autograd.grad([loss], weights, null, keepGraph, false, false);
        if (clip <= 0)
        {
            return [.. slopes];
        }

        using var unwatched = no_grad();
        using var scope = NewDisposeScope();
        var length = stack(slopes.Select(s => s.square().sum())).sum().sqrt();
        var share = (clip / (length + 1e-6)).clamp(max: 1);
        return [.. slopes.Select(s => s.mul(share).MoveToOuterDisposeScope())];
    }
}
