using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>A sampler that can be played with: each example comes from a code, a point of a space whose directions are known.</summary>
public interface ICodeSampler : ISampler
{
    CodeSpace Space { get; }

    /// <summary>The codes that a draw by default decodes for examples <paramref name="first"/> and on, <c>[ChunkSize, Length]</c> on the processor.</summary>
    /// <param name="label">Index into <see cref="CodeSpace.Labels"/>, or null for any.</param>
    Tensor Codes(int seed, int first, int? label);

    /// <summary>Writes the raw examples of a chunk of codes one after another, as a draw by default does.</summary>
    /// <param name="codes"><c>[ChunkSize, Length]</c> on the processor.</param>
    /// <param name="chances">One for each row.</param>
    /// <param name="needed">Rows that are wanted; the others only fill the chunk.</param>
    void Decode(Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel);
}
