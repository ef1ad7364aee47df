using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// How much a set of examples differs among itself: the mean Euclidean distance of its pairs, pictures in levels of a byte, sounds in
/// log-mel values, because two waves of the same sound may have nothing in common. Where samples spread over less than half of what
/// real examples do, a generator repeats itself.
/// </summary>
public static class SampleSpread
{
    // 64 examples are 2,016 pairs: the mean is known to about 2 % on MNIST.
    private const int RealExamples = 64;

    /// <summary>Mean distance of all pairs; 0 for fewer than two.</summary>
    public static double Of(ReadOnlySpan<byte> examples, ExampleForm form)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var count = examples.Length / form.ExampleBytes;
        if (count < 2)
        {
            return 0;
        }

        var bytes = empty(BatchReader.Shape(form, count), ScalarType.Byte);
        examples.CopyTo(bytes.bytes);
        var values = Values(bytes, form).flatten(1);
        return cdist(values, values).sum().item<float>() / ((double)count * (count - 1));
    }

    /// <summary>Spread of the training items.</summary>
    public static double OfReal(IExampleStore store, int seed)
    {
        var order = new EpochOrder(Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)), seed);
        var size = store.Form.ExampleBytes;
        var bytes = new byte[Math.Min(RealExamples, order.ItemsPerEpoch) * size];
        for (var i = 0; i * size < bytes.Length; i++)
        {
            store.CopyTo(order.At(i), bytes.AsSpan(i * size, size));
        }

        return Of(bytes, store.Form);
    }

    private static Tensor Values(Tensor bytes, ExampleForm form)
    {
        if (form is not AudioForm sound)
        {
            return bytes.to(ScalarType.Float32);
        }

        using var mel = new LogMel(sound.SampleRateHz, CPU);
        return mel.Of(SoundBytes.ToUnit(bytes));
    }
}
