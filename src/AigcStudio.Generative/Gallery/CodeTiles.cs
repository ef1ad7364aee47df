using System.Runtime.InteropServices;
using AigcStudio.Core.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>Codes with their chances, on their way to examples.</summary>
public sealed record CodeTiles(IReadOnlyList<float[]> Codes, IReadOnlyList<Chance> Chances)
{
    /// <summary>Writes what becomes of them, in chunks of one size: an example is the same whatever stands beside it.</summary>
    public void Decode(ICodeSampler sampler, Stream output, CancellationToken cancel)
    {
        for (var first = 0; first < Codes.Count; first += DrawOrder.ChunkSize)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var needed = Math.Min(DrawOrder.ChunkSize, Codes.Count - first);

            // The last one again fills the chunk.
            var rows = Enumerable.Range(first, DrawOrder.ChunkSize).Select(i => Math.Min(i, Codes.Count - 1)).ToList();
            sampler.Decode(Rows(rows, sampler.Space.Length), [.. rows.Select(r => Chances[r])], needed, output, cancel);
        }
    }

    /// <summary>Writes what becomes of them for the eye: sooner, where the sampler can; else as <see cref="Decode"/>.</summary>
    public void Preview(ICodeSampler sampler, Stream output, CancellationToken cancel)
    {
        if (sampler is not IPreviewer previewer)
        {
            Decode(sampler, output, cancel);
            return;
        }

        using var scope = NewDisposeScope();
        previewer.Preview(Rows([.. Enumerable.Range(0, Codes.Count)], sampler.Space.Length), Chances, output, cancel);
    }

    /// <summary>Where each lies on the map.</summary>
    public IReadOnlyList<PlacePoint> Places(ICodeSampler sampler)
    {
        var (space, directions) = (sampler.Space, sampler.Space.Directions);
        return [.. Codes.Select(c => new PlacePoint(space.Along(c, directions[0]), directions.Count > 1 ? space.Along(c, directions[1]) : 0))];
    }

    public IReadOnlyList<PlayCode> Written() => [.. Codes.Zip(Chances, (c, chance) => new PlayCode(CodeText.Write(c), chance.Seed, chance.Index))];

    private Tensor Rows(List<int> rows, int length)
    {
        var codes = empty(rows.Count, length);
        var bytes = codes.bytes;
        for (var i = 0; i < rows.Count; i++)
        {
            MemoryMarshal.AsBytes(Codes[rows[i]].AsSpan()).CopyTo(bytes[(i * length * sizeof(float))..]);
        }

        return codes;
    }
}
