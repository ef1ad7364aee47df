namespace AigcStudio.Generative.Datasets;

/// <summary>
/// The order in which a run sees its training items: every epoch a fresh shuffle that follows from seed and epoch alone,
/// so that a position in the endless row of items is all that a checkpoint has to remember.
/// </summary>
public sealed class EpochOrder
{
    private readonly ulong _seed;
    private readonly int[] _items;
    private readonly int[] _order;
    private long _epoch = -1;

    /// <param name="items">Indices of the items to learn from; at least one.</param>
    public EpochOrder(IEnumerable<int> items, int seed)
    {
        _items = [.. items];
        ArgumentOutOfRangeException.ThrowIfZero(_items.Length, nameof(items));
        _order = new int[_items.Length];
        _seed = (ulong)seed;
    }

    public int ItemsPerEpoch => _items.Length;

    /// <summary>The item at a position in the endless row; positions that only grow cost one shuffle per epoch.</summary>
    public int At(long position)
    {
        var epoch = position / _items.Length;
        if (epoch != _epoch)
        {
            Shuffle(epoch);
        }

        return _order[position % _items.Length];
    }

    // Fisher and Yates, from the sorted items each time: epoch n does not depend on epoch n - 1.
    private void Shuffle(long epoch)
    {
        _items.CopyTo(_order, 0);
        var random = new SplitMix(_seed, (ulong)epoch);
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }

        _epoch = epoch;
    }
}
