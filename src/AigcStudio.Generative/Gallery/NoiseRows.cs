using System.Runtime.InteropServices;
using AigcStudio.Generative.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>The random numbers behind each drawn example: they follow from seed and index alone.</summary>
public static class NoiseRows
{
    // Choices (of label, of mixture component) and noise come from different streams, so that fixing a label keeps the noise.
    private const ulong ChoiceStream = 1UL << 40;
    private const ulong WalkStream = 1UL << 50;

    /// <summary>Independent N(0, 1) rows for examples <paramref name="first"/> and on, <c>[count, width]</c>.</summary>
    public static Tensor Normal(int seed, int first, int count, int width, Device device) => Normal(Chance.Row(seed, first, count), width, device);

    /// <summary>Independent N(0, 1) rows, each from its own chances, <c>[count, width]</c>.</summary>
    public static Tensor Normal(IReadOnlyList<Chance> chances, int width, Device device)
    {
        var values = new float[chances.Count * width];
        for (var i = 0; i < chances.Count; i++)
        {
            new SplitMix((ulong)chances[i].Seed, (ulong)chances[i].Index).Normal(values.AsSpan(i * width, width));
        }

        var rows = empty(chances.Count, width);
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(rows.bytes);
        return rows.to(device);
    }

    /// <summary>A point of [0, 1) for one example, to choose by.</summary>
    public static double Choice(int seed, int index, int which) =>
        new SplitMix((ulong)seed, ChoiceStream + ((ulong)index << 8) + (ulong)which).Uniform();

    /// <summary>Chances without end for one example that is made step by step.</summary>
    public static SplitMix Walk(int seed, int index) => new((ulong)seed, WalkStream + (ulong)index);
}
