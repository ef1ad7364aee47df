using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>A sampler that says which codes an example may come from.</summary>
public interface IEncoder
{
    /// <summary>Mean and log variance of each example's codes, <c>[N, latent]</c> each, on the processor.</summary>
    /// <param name="examples">As a <see cref="Datasets.Batch"/> has them, <c>[N, ...]</c> uint8.</param>
    (Tensor Mean, Tensor LogVariance) Encode(Tensor examples);
}

/// <summary>An encoder that also says how likely an example is, given its code: with both, a bound on its likelihood can be had.</summary>
public interface ILikelihood : IEncoder
{
    /// <summary>log p(x | z) of each example under its code, nats, <c>[N]</c> on the processor.</summary>
    /// <param name="codes"><c>[N, latent]</c> on the processor.</param>
    Tensor LogLikelihood(Tensor examples, Tensor codes);
}
