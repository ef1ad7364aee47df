using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Runs;

namespace AigcStudio.Generative.Tests.Runs.Health;

/// <summary>One way to make a run fail.</summary>
internal sealed record Failure
{
    /// <summary>Beside those of the tiny recipe; they may lie beyond what a form allows.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>First word of the names of tensors that never move.</summary>
    public string? Frozen { get; init; }

    /// <summary>What becomes of the samples' bytes.</summary>
    public Func<byte[], byte[]>? Spoil { get; init; }

    /// <summary>What becomes of the bytes of an example that is learned from.</summary>
    public Action<Span<byte>>? Bend { get; init; }

    public int Items { get; init; } = 60;

    public int Steps { get; init; } = 170;

    /// <summary>All that the table knows, by name.</summary>
    public static IReadOnlyDictionary<string, Failure> All { get; } = new Dictionary<string, Failure>
    {
        ["none"] = new(),
        ["rate x100"] = new() { Settings = new() { ["learningRate"] = 0.1 } },
        ["GAN's rate x100"] = new() { Settings = new() { ["learningRate"] = 0.02 } },
        ["rate x1000"] = new() { Settings = new() { ["learningRate"] = 4.0 } },
        ["beta 0"] = new() { Settings = new() { ["beta"] = 0 } },
        ["beta 100"] = new() { Settings = new() { ["beta"] = 100 } },
        ["a code that is charged at once"] = new() { Settings = new() { ["freeNats"] = 0, ["warmUp"] = 0, ["latent"] = 16 } },
        ["discriminator frozen"] = new() { Frozen = "discriminator" },
        ["20 items"] = new() { Items = 20, Steps = 400, Settings = new() { ["hidden"] = 64, ["latent"] = 8 } },
        ["20 pictures"] = new() { Items = 20, Steps = 300 },
        ["20 texts"] = new() { Items = 20, Steps = 300, Settings = new() { ["learningRate"] = 0.02, ["hidden"] = 64 } },
        ["20 pairs"] = new() { Items = 20, Steps = 400, Settings = new() { ["learningRate"] = 0.05, ["hidden"] = 64 } },
        ["wrong range"] = new() { Steps = 10, Bend = e => Change(e, b => b > 127 ? 1 : 0) },
        ["silence"] = new() { Steps = 10, Bend = e => e.Clear() },
        ["one sample over and over"] = new() { Spoil = s => [.. Enumerable.Repeat(s[..(s.Length / TrainLoop.SampleCount)], TrainLoop.SampleCount).SelectMany(x => x)] },
        ["a grid over the samples"] = new() { Spoil = s => [.. s.Select((b, i) => (byte)Math.Clamp(b + ((i % 2) + (i / 28 % 2) == 1 ? 40 : -40), 0, 255))] },
        ["silent samples"] = new() { Spoil = s => new byte[s.Length] },
        ["samples at full scale"] = new() { Spoil = s => Waves(s, w => w * 1000) },
        ["samples off centre"] = new() { Spoil = s => Waves(s, w => w + 6000) },
    };

    private static void Change(Span<byte> bytes, Func<byte, int> to)
    {
        foreach (ref var b in bytes)
        {
            b = (byte)to(b);
        }
    }

    private static byte[] Waves(byte[] bytes, Func<int, int> to) =>
        [.. bytes.Chunk(sizeof(short)).SelectMany(c => BitConverter.GetBytes((short)Math.Clamp(to(BitConverter.ToInt16(c)), short.MinValue, short.MaxValue)))];
}

/// <summary>A store whose examples come out bent.</summary>
internal sealed class BentStore(IExampleStore straight, Action<Span<byte>> bend) : IExampleStore
{
    public ExampleForm Form => straight.Form;

    public int Count => straight.Count;

    public IReadOnlyList<string> Labels => straight.Labels;

    public int LabelOf(int index) => straight.LabelOf(index);

    public bool IsHeldOut(int index) => straight.IsHeldOut(index);

    public void CopyTo(int index, Span<byte> destination)
    {
        straight.CopyTo(index, destination);
        bend(destination);
    }
}
