using System.Runtime.InteropServices;
using AigcStudio.Core.Datasets;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Datasets;

/// <summary>
/// Hands out batch after batch of the items that may be trained on, held-out ones never. Batches run over the end of an epoch
/// into the next, so that every batch is full, whatever the counts.
/// </summary>
public sealed class BatchReader
{
    private readonly IExampleStore _store;
    private readonly EpochOrder _order;
    private readonly int _batchSize;
    private readonly Device _device;
    private readonly byte[] _bytes;
    private readonly long[] _labels;

    /// <exception cref="Core.Models.RecipeException"><c>recipe.nothingToTrainOn</c>: every item is held out, or there is none.</exception>
    public BatchReader(IExampleStore store, int batchSize, int seed, Device device)
        : this(store, batchSize, seed, device, heldOut: false)
    {
    }

    private BatchReader(IExampleStore store, int batchSize, int seed, Device device, bool heldOut)
    {
        var items = Enumerable.Range(0, store.Count).Where(i => store.IsHeldOut(i) == heldOut).ToArray();
        if (items.Length == 0)
        {
            throw new Core.Models.RecipeException("recipe.nothingToTrainOn");
        }

        (_store, _batchSize, _device) = (store, batchSize, device);
        _order = new EpochOrder(items, seed);
        _bytes = new byte[batchSize * store.Form.ExampleBytes];
        _labels = new long[batchSize];
    }

    /// <summary>Examples handed out so far: all that a checkpoint needs to go on from here.</summary>
    public long Position { get; set; }

    /// <summary>Examples in a batch.</summary>
    public int BatchSize => _batchSize;

    /// <summary>A reader of the held-out items, to judge by and never to learn from; there must be one at least.</summary>
    public static BatchReader OfHeldOut(IExampleStore store, int batchSize, int seed, Device device) => new(store, batchSize, seed, device, heldOut: true);

    /// <summary>The next batch, in the caller's dispose scope.</summary>
    public Batch Next()
    {
        var size = _store.Form.ExampleBytes;
        for (var i = 0; i < _batchSize; i++)
        {
            var item = _order.At(Position++);
            _store.CopyTo(item, _bytes.AsSpan(i * size, size));
            _labels[i] = _store.LabelOf(item) is >= 0 and var label ? label : _store.Labels.Count;
        }

        return new Batch(Copied(_bytes, ShapeOf(_store.Form), ScalarType.Byte), Copied(_labels, [_batchSize], ScalarType.Int64));
    }

    /// <summary>Shape of <paramref name="count"/> examples of a form.</summary>
    public static long[] Shape(ExampleForm form, int count) => form switch
    {
        ImageForm picture => [count, picture.Channels, picture.Height, picture.Width],
        AudioForm sound => [count, sound.Samples, sizeof(short)],
        _ => [count, form.ExampleBytes],
    };

    private long[] ShapeOf(ExampleForm form) => Shape(form, _batchSize);

    // Straight into the tensor's memory: as_tensor would alias the array, CopyFrom is a hundred times slower.
    private Tensor Copied<T>(T[] values, long[] shape, ScalarType type)
        where T : unmanaged
    {
        var tensor = empty(shape, type);
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(tensor.bytes);
        return tensor.to(_device);
    }
}
