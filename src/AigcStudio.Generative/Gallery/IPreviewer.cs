using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>A sampler that shows codes sooner than it draws them: near enough for the eye, but not the bits of a draw.</summary>
public interface IPreviewer
{
    /// <summary>Writes a raw example for each code, one after another; all go through the model together.</summary>
    /// <param name="codes"><c>[N, Length]</c> on the processor, any N.</param>
    /// <param name="chances">One for each row.</param>
    void Preview(Tensor codes, IReadOnlyList<Chance> chances, Stream output, CancellationToken cancel);
}
