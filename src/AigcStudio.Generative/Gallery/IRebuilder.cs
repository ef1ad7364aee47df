using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>A sampler whose model has a way back: it squeezes an example into its code and makes it again from that.</summary>
public interface IRebuilder
{
    /// <summary>Writes what becomes of each example, raw and in the same form, one after another. No chance is in it.</summary>
    /// <param name="examples">As a <see cref="Datasets.Batch"/> has them, <c>[N, ...]</c> uint8.</param>
    void Rebuild(Tensor examples, Stream output);
}
