using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation;

/// <summary>So many examples of one form, as bytes on the processor.</summary>
/// <param name="Bytes">As a <see cref="Batch"/> has them, <c>[N, ...]</c> uint8.</param>
/// <param name="Items">Where they come from in the store; empty for what was drawn.</param>
internal sealed record ExampleSet(ExampleForm Form, Tensor Bytes, IReadOnlyList<int> Items)
{
    internal int Count => (int)Bytes.shape[0];

    /// <summary>Copies items of a store; the tensor is the caller's scope's.</summary>
    internal static ExampleSet Of(IExampleStore store, IReadOnlyList<int> items)
    {
        var bytes = empty(BatchReader.Shape(store.Form, items.Count), ScalarType.Byte);
        var size = store.Form.ExampleBytes;
        for (var i = 0; i < items.Count; i++)
        {
            store.CopyTo(items[i], bytes.bytes.Slice(i * size, size));
        }

        return new ExampleSet(store.Form, bytes, items);
    }

    /// <summary>What a sampler wrote.</summary>
    internal static ExampleSet Of(ExampleForm form, ReadOnlySpan<byte> raw)
    {
        var bytes = empty(BatchReader.Shape(form, raw.Length / form.ExampleBytes), ScalarType.Byte);
        raw.CopyTo(bytes.bytes);
        return new ExampleSet(form, bytes, []);
    }

    /// <summary>What was written into a stream.</summary>
    internal static ExampleSet Of(ExampleForm form, MemoryStream raw) => Of(form, raw.GetBuffer().AsSpan(0, (int)raw.Length));

    /// <summary>One figure of each pair, a few pairs at a time: what is compared at several scales takes a hundred times its own memory.</summary>
    internal static IReadOnlyList<double> InParts(Tensor a, Tensor b, Func<Tensor, Tensor, IReadOnlyList<double>> of)
    {
        const int Part = 32;
        var figures = new List<double>();
        for (var first = 0L; first < a.shape[0]; first += Part)
        {
            using var scope = NewDisposeScope();
            var end = Math.Min(a.shape[0], first + Part);
            figures.AddRange(of(a.slice(0, first, end, 1), b.slice(0, first, end, 1)));
        }

        return figures;
    }

    /// <summary>A few of them, in the order asked for.</summary>
    internal ExampleSet Take(IEnumerable<int> indices)
    {
        var list = indices.ToList();
        return this with
        {
            Bytes = Bytes.index_select(0, tensor(list.ConvertAll(i => (long)i).ToArray())),
            Items = Items.Count == 0 ? [] : list.ConvertAll(i => Items[i]),
        };
    }

    /// <summary>What a model with a way back makes of them.</summary>
    internal ExampleSet Rebuilt(IRebuilder model, Device device)
    {
        const int Chunk = 64;
        using var output = new MemoryStream();
        for (var first = 0; first < Count; first += Chunk)
        {
            using var scope = NewDisposeScope();
            using var unwatched = no_grad();
            model.Rebuild(Bytes.slice(0, first, Math.Min(Count, first + Chunk), 1).to(device), output);
        }

        return Of(Form, output);
    }
}
