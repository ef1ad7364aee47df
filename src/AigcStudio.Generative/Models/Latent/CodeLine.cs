using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Latent;

/// <summary>The straight line between two codes: the first example lies on its beginning, the last on its end.</summary>
/// <param name="ends"><c>[2, latent]</c>.</param>
internal sealed class CodeLine(Tensor ends)
{
    /// <summary>Codes of a chunk, <c>[ChunkSize, latent]</c>; those beyond the count lie on the end.</summary>
    internal Tensor Codes(int first, int count)
    {
        var places = Enumerable.Range(first, DrawOrder.ChunkSize).Select(i => Math.Min(1f, i / (float)Math.Max(1, count - 1))).ToArray();
        return ends[0].unsqueeze(0).lerp(ends[1].unsqueeze(0), tensor(places).to(ends.device).unsqueeze(1));
    }
}
