using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// How much a set of examples differs among itself: the mean Euclidean distance of its pairs, in levels of a byte. Where samples
/// spread over less than half of what real examples do, a generator repeats itself.
/// </summary>
public static class SampleSpread
{
    // 64 examples are 2,016 pairs: the mean is known to about 2 % on MNIST.
    private const int RealExamples = 64;

    /// <summary>Mean distance of all pairs; 0 for fewer than two.</summary>
    public static double Of(ReadOnlySpan<byte> examples, int exampleBytes)
    {
        var count = examples.Length / exampleBytes;
        double sum = 0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += Distance(examples.Slice(i * exampleBytes, exampleBytes), examples.Slice(j * exampleBytes, exampleBytes));
            }
        }

        return count < 2 ? 0 : sum / (count * (count - 1) / 2);
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

        return Of(bytes, size);
    }

    private static double Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
