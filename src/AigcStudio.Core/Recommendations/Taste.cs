using System.Collections.Frozen;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>What a person likes, as far as their ratings and the team's tell. It does not change once it is made.</summary>
public sealed class Taste
{
    /// <summary>Ratings of one kind from which on a taste is a person's own.</summary>
    public const int EnoughRatings = 10;

    /// <summary>Artifacts rated by others from which on a team has a taste.</summary>
    public const int EnoughTeamRatings = 3;

    private readonly FrozenDictionary<Guid, TasteItem> _items;
    private readonly Dictionary<Modality, KindTaste> _kinds;
    private readonly HashSet<Guid> _rated;

    public Taste(TasteSources sources)
    {
        _items = sources.Items.ToFrozenDictionary(i => i.Id);
        _kinds = Enum.GetValues<Modality>().ToDictionary(k => k, k => new KindTaste(sources, k));
        _rated = [.. sources.Own.Select(o => o.Item)];
    }

    /// <summary>On what an order of one kind rests, or of all kinds: then the best that one of them has.</summary>
    public TasteBasis BasisOf(Modality? kind) => kind is { } one ? _kinds[one].Basis : _kinds.Values.Max(k => k.Basis);

    /// <summary>Ratings that are still needed before it is personal; 0 where it is.</summary>
    public int NeededOf(Modality? kind) =>
        Math.Max(0, EnoughRatings - (kind is { } one ? _kinds[one].OwnCount : _kinds.Values.Max(k => k.OwnCount)));

    /// <summary>Pictures for one that is unknown here.</summary>
    public Modality KindOf(Guid id) => _items.TryGetValue(id, out var item) ? item.Modality : default;

    /// <summary>What the person is expected to think of an artifact; 0 for one that is unknown here.</summary>
    public double ScoreOf(Guid id)
    {
        if (!_items.TryGetValue(id, out var item))
        {
            return 0;
        }

        var kind = _kinds[item.Modality];
        return kind.Score(item, new double[kind.Columns]);
    }

    /// <summary>Why an artifact stands where it stands; empty where nothing speaks for it or nothing is known.</summary>
    public IReadOnlyList<TasteReason> Why(Guid id) => _items.TryGetValue(id, out var item) ? _kinds[item.Modality].Why(item) : [];

    /// <summary>
    /// Puts artifacts into the person's order: the best first, without those already rated, the first hundred such that near
    /// twins do not stand beside each other. Where nothing is known the given order stays.
    /// </summary>
    public IReadOnlyList<Guid> Rank(IReadOnlyList<Guid> ids)
    {
        var rows = _kinds.ToDictionary(k => k.Key, k => new double[k.Value.Columns]);
        var scored = new List<(Guid Id, double Score)>(ids.Count);
        foreach (var id in ids.Where(id => !_rated.Contains(id)))
        {
            scored.Add(_items.TryGetValue(id, out var item) ? (id, _kinds[item.Modality].Score(item, rows[item.Modality])) : (id, 0));
        }

        if (_kinds.Values.All(k => k.Basis == TasteBasis.Newest))
        {
            return [.. scored.Select(s => s.Id)];
        }

        List<(Guid Id, double Score)> best = [.. scored.OrderByDescending(s => s.Score)];
        var spread = Variety.Spread([.. best.Take(Variety.Pool).Select(s => RowOf(s.Id))]);
        return [.. spread.Select(i => best[i].Id), .. best.Skip(Variety.Pool).Select(s => s.Id)];
    }

    private (Modality Kind, double[] Row) RowOf(Guid id)
    {
        if (!_items.TryGetValue(id, out var item))
        {
            return (default, []);
        }

        var row = new double[_kinds[item.Modality].Columns];
        _kinds[item.Modality].Fill(item, row);
        return (item.Modality, row);
    }
}
