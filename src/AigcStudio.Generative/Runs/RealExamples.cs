using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;

namespace AigcStudio.Generative.Runs;

/// <summary>A few of the examples that a run learns from, to measure its samples against; none is held out.</summary>
internal static class RealExamples
{
    // 64 examples are 2,016 pairs: the mean of their distances is known to about 2 % on MNIST.
    private const int Most = 64;

    /// <summary>Raw examples one after another; which ones follows from the seed.</summary>
    internal static byte[] Read(IExampleStore store, int seed)
    {
        var order = new EpochOrder(Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)), seed);
        var size = store.Form.ExampleBytes;
        var bytes = new byte[Math.Min(Most, order.ItemsPerEpoch) * size];
        for (var i = 0; i * size < bytes.Length; i++)
        {
            store.CopyTo(order.At(i), bytes.AsSpan(i * size, size));
        }

        return bytes;
    }
}
