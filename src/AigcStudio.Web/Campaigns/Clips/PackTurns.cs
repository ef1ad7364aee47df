using Microsoft.Extensions.Caching.Memory;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>How the clips of packs stand, for the pages of those who fetch them. A request's news: a stop of the studio ends it with the request.</summary>
public sealed class PackTurns : IDisposable
{
    private readonly MemoryCache _turns = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    /// <summary>Something of a turn is another; told on the thread that made it so.</summary>
    public event Action<PackKey>? Moved;

    /// <summary>Takes the place of what the same person fetched before.</summary>
    /// <param name="clips">That were wished for.</param>
    public PackTurn Begin(PackKey key, int clips)
    {
        var turn = new PackTurn(clips, () => Moved?.Invoke(key));
        _turns.Set(key, turn, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
        Moved?.Invoke(key);
        return turn;
    }

    /// <summary>The newest, whether it still goes on or not; null where there is none, or where it was an hour ago.</summary>
    public PackTurn? Find(PackKey key) => _turns.TryGetValue(key, out PackTurn? turn) ? turn : null;

    public void Dispose() => _turns.Dispose();
}

/// <summary>Who fetches which campaign's pack.</summary>
public readonly record struct PackKey(Guid PersonId, Guid CampaignId);
