using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>Somebody's taste in one kind of artifact: a linear model, what it says of an item, and why.</summary>
internal sealed class KindTaste
{
    private const int MostReasons = 3;
    private const int MostExamples = 3;

    // A summand below this moves an item by a tenth of a star: no reason to name.
    private const double LeastContribution = 0.05;

    private readonly TasteColumns _columns;
    private readonly double[] _weights;
    private readonly int[] _group;
    private readonly int _groups;
    private readonly List<(TasteItem Item, double[] Sums)> _liked;

    public KindTaste(TasteSources sources, Modality kind)
    {
        var items = sources.Items.Where(i => i.Modality == kind).ToList();
        var byId = items.ToDictionary(i => i.Id);
        var own = sources.Own.Where(o => byId.ContainsKey(o.Item)).ToList();
        var team = sources.Team.Where(o => byId.ContainsKey(o.Item)).ToList();
        OwnCount = own.Select(o => o.Item).Distinct().Count();
        Basis = OwnCount >= Taste.EnoughRatings ? TasteBasis.Personal : team.Count >= Taste.EnoughTeamRatings ? TasteBasis.Team : TasteBasis.Newest;
        _columns = new TasteColumns(
            kind, [.. items.Where(i => !i.Trashed)], [.. own.Concat(team).Select(o => o.Item).Distinct().Select(id => byId[id])], sources.Models, sources.Now);
        var fitted = Basis == TasteBasis.Newest ? null : TasteWeights.Fit(Row, Basis == TasteBasis.Personal ? own : [], team);
        _weights = fitted ?? new double[_columns.Count];
        (_group, _groups) = Groups(_columns);
        _liked = Basis != TasteBasis.Personal ? [] : [.. own.Where(o => o.Stars >= Opinion.LikedStars).Select(o => byId[o.Item]).Where(i => !i.Trashed).Select(i => (i, Sums(i)))];

        double[] Row(Guid id)
        {
            var row = new double[_columns.Count];
            _columns.Fill(byId[id], row);
            return row;
        }
    }

    public TasteBasis Basis { get; }

    /// <summary>Artifacts of this kind of which the person thinks something.</summary>
    public int OwnCount { get; }

    /// <summary>What the model expects the person to think, in the unit of <see cref="Opinion.Value"/>.</summary>
    public double Score(TasteItem item, Span<double> row)
    {
        _columns.Fill(item, row);
        return Ridge.Dot(row, _weights);
    }

    /// <summary>Places that <see cref="Score"/> needs.</summary>
    public int Columns => _columns.Count;

    public void Fill(TasteItem item, Span<double> row) => _columns.Fill(item, row);

    /// <summary>Up to three reasons, the weightiest first; none where nothing speaks for it.</summary>
    public IReadOnlyList<TasteReason> Why(TasteItem item)
    {
        var sums = Sums(item);
        var row = new double[_columns.Count];
        _columns.Fill(item, row);
        return [.. Enumerable.Range(0, _groups).Where(g => sums[g] >= LeastContribution).OrderByDescending(g => sums[g]).Take(MostReasons).Select(Reason)];

        TasteReason Reason(int group)
        {
            var column = Array.IndexOf(_group, group);
            var alike = _liked.Where(l => l.Item.Id != item.Id && l.Sums[group] >= sums[group] / 2).OrderByDescending(l => l.Sums[group]).ToList();
            var (feature, argument) = _columns.Names[column];
            return new(feature, argument, row[column] > 0, sums[group], alike.Count, [.. alike.Take(MostExamples).Select(l => l.Item.Id)]);
        }
    }

    // What each feature adds to an item's score against the mean item: weight times deviation, hashed words together.
    private double[] Sums(TasteItem item)
    {
        var row = new double[_columns.Count];
        _columns.Fill(item, row);
        var sums = new double[_groups];
        for (var j = 0; j < _group.Length; j++)
        {
            sums[_group[j]] += row[j] * _weights[j];
        }

        return sums;
    }

    private static (int[] Group, int Count) Groups(TasteColumns columns)
    {
        var seen = new Dictionary<(string, string?), int>();
        var group = new int[columns.Names.Count];
        for (var j = 0; j < group.Length; j++)
        {
            group[j] = seen.TryGetValue(columns.Names[j], out var known) ? known : seen[columns.Names[j]] = seen.Count;
        }

        return (group, seen.Count);
    }
}
