using AigcStudio.Core.Accounts;
using AigcStudio.Data.Gallery;

namespace AigcStudio.Data.Recommendations;

/// <summary>
/// "For you": what a gallery's filter shows, in the viewer's order. The order of a visit is kept, so that nothing jumps while one
/// rates or goes to an artifact and back.
/// </summary>
public sealed class Recommender(TasteReader tastes, GalleryReader gallery, TimeProvider clock)
{
    /// <summary>A visit ends when nobody asked for so long.</summary>
    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(10);

    private const int MostKept = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Viewer, GalleryFilter), KeptOrder> _kept = [];

    /// <param name="anew">Orders with what is known now, also in the middle of a visit.</param>
    public async Task<TasteOrder> OrderAsync(Viewer viewer, GalleryFilter filter, bool anew, CancellationToken cancel)
    {
        // Asked each time: what the viewer may see is what is there now, whatever was there when the order was made.
        var visible = await Task.Run(() => gallery.IdsAsync(viewer, filter, cancel), cancel);
        if (!anew && Known(viewer, filter) is { } kept && await tastes.LookAsync(viewer, kept.Read, cancel) is { BegunAnew: false } look)
        {
            Keep(viewer, filter, kept);
            var there = visible.ToHashSet();
            there.ExceptWith(look.Hidden);
            return new TasteOrder([.. kept.Ids.Where(there.Contains)], kept.Read, filter, look.Stale);
        }

        var read = await tastes.GetAsync(viewer, cancel);
        var ranked = await Task.Run(() => read.Rank(visible), cancel);
        Keep(viewer, filter, new KeptOrder(ranked, read));
        return new TasteOrder(ranked, read, filter, Stale: false);
    }

    /// <summary>The first of an order made now, for who asks once.</summary>
    public async Task<TasteOrder> TopAsync(Viewer viewer, GalleryFilter filter, int take, CancellationToken cancel)
    {
        var now = await tastes.GetAsync(viewer, cancel);
        var visible = await Task.Run(() => gallery.IdsAsync(viewer, filter, cancel), cancel);
        var ranked = await Task.Run(() => now.Rank(visible), cancel);
        return new TasteOrder([.. ranked.Take(take)], now, filter, Stale: false);
    }

    private KeptOrder? Known(Viewer viewer, GalleryFilter filter)
    {
        lock (_gate)
        {
            return _kept.TryGetValue((viewer, filter), out var kept) && clock.GetElapsedTime(kept.AskedAt) < Visit ? kept : null;
        }
    }

    private void Keep(Viewer viewer, GalleryFilter filter, KeptOrder order)
    {
        lock (_gate)
        {
            if (_kept.Count >= MostKept && !_kept.ContainsKey((viewer, filter)))
            {
                _kept.Remove(_kept.MinBy(k => k.Value.AskedAt).Key);
            }

            _kept[(viewer, filter)] = order with { AskedAt = clock.GetTimestamp() };
        }
    }

    private sealed record KeptOrder(IReadOnlyList<Guid> Ids, ReadTaste Read)
    {
        public long AskedAt { get; init; }
    }
}
