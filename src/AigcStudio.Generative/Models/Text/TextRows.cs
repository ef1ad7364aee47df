using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models.Text;

/// <summary>The texts of a batch's bytes.</summary>
internal static class TextRows
{
    /// <param name="bytes"><c>[N, bytes]</c> uint8, zero-padded UTF-8.</param>
    internal static IReadOnlyList<string> Read(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        var rows = bytes.cpu().contiguous();
        var (count, size) = ((int)rows.shape[0], (int)rows.shape[1]);
        var all = rows.bytes;
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = TextBytes.Read(all.Slice(i * size, size));
        }

        return texts;
    }
}
