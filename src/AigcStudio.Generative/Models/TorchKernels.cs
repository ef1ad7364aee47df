using TorchSharp;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// Kernels that TorchSharp does not expose but TorchScript reaches: one call for all parameters instead of nine for each.
/// The text is fixed; TorchScript that fails its semantic analysis would end the process,
/// and its parser wants a line end after the last statement.
/// </summary>
internal static class TorchKernels
{
    private const string Script =
        """
        def adam(weights: List[Tensor], slopes: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor],
                 rate: float, beta1: float, beta2: float, epsilon: float):
            torch._fused_adam_(weights, slopes, means, squares, [], steps, lr=rate, beta1=beta1, beta2=beta2,
                               weight_decay=0.0, eps=epsilon, amsgrad=False, maximize=False)

        def lerp(targets: List[Tensor], sources: List[Tensor], weight: float):
            torch._foreach_lerp_(targets, sources, weight)

        """;

    private static readonly Lazy<jit.CompilationUnit> Unit = new(() => jit.compile(Script));

    // TorchSharp would make a Scalar of each number, take its handle and let it go: a collection in that moment and the kernel
    // reads freed memory. These live until the call is over.
    internal static void Adam(
        Tensor[] weights, Tensor[] slopes, Tensor[] means, Tensor[] squares, Tensor[] steps, double rate, double beta1, double beta2, double epsilon)
    {
        using Scalar rateScalar = rate, beta1Scalar = beta1, beta2Scalar = beta2, epsilonScalar = epsilon;
        Unit.Value.invoke("adam", weights, slopes, means, squares, steps, rateScalar, beta1Scalar, beta2Scalar, epsilonScalar);
    }

    internal static void Lerp(Tensor[] targets, Tensor[] sources, double weight)
    {
        using Scalar weightScalar = weight;
        Unit.Value.invoke("lerp", targets, sources, weightScalar);
    }
}
