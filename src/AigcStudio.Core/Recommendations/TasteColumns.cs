using AigcStudio.Core.Datasets;

namespace AigcStudio.Core.Recommendations;

/// <summary>
/// What a model of one kind of artifact looks at: the measured features, the labels and models that have opinions, and the age,
/// each as its deviation from the mean of what could be recommended, in standard deviations. The last column is the intercept.
/// </summary>
internal sealed class TasteColumns
{
    private const int MostLabels = 12;
    private const int MostModels = 8;
    private const double Furthest = 4;

    // A feature that hardly differs says nothing: it must not be blown up to look as if it did.
    private const double LeastDeviation = 0.02;

    private readonly int _measured;
    private readonly Dictionary<string, int> _labels;
    private readonly Dictionary<Guid, int> _models;
    private readonly DateTimeOffset _now;
    private readonly double[] _mean;
    private readonly double[] _scale;

    /// <param name="items">What could be recommended, of one kind.</param>
    /// <param name="rated">What has opinions: only their labels and models can be learned.</param>
    /// <param name="known">Models that the reader may see by name.</param>
    public TasteColumns(Modality kind, IReadOnlyList<TasteItem> items, IReadOnlyList<TasteItem> rated, IReadOnlySet<Guid> known, DateTimeOffset now)
    {
        var measured = FeatureNames.Of(kind);
        var labels = rated.Where(i => i.Label is not null).CountBy(i => i.Label!).OrderByDescending(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostLabels).Select(g => g.Key).ToList();
        var models = rated.Where(i => i.ModelId is { } id && known.Contains(id)).CountBy(i => i.ModelId!.Value).OrderByDescending(g => g.Value).ThenBy(g => g.Key).Take(MostModels).Select(g => g.Key).ToList();
        _measured = measured.Count;
        _now = now;
        Names = [.. measured.Select(n => (n, (string?)null)), .. labels.Select(l => (FeatureNames.Label, l)), .. models.Select(m => (FeatureNames.Model, m.ToString())), (FeatureNames.Age, null)];
        _labels = labels.Index().ToDictionary(l => l.Item, l => _measured + l.Index);
        _models = models.Index().ToDictionary(m => m.Item, m => _measured + labels.Count + m.Index);
        (_mean, _scale) = Standard(items);
    }

    /// <summary>Feature and argument of each column but the intercept.</summary>
    public IReadOnlyList<(string Feature, string? Argument)> Names { get; }

    /// <summary>Columns, the intercept included.</summary>
    public int Count => Names.Count + 1;

    /// <param name="row"><see cref="Count"/> places.</param>
    public void Fill(TasteItem item, Span<double> row)
    {
        Raw(item, row);
        for (var j = 0; j < _mean.Length; j++)
        {
            row[j] = Math.Clamp((row[j] - _mean[j]) * _scale[j], -Furthest, Furthest);
        }

        if (item.Vector.Length != _measured)
        {
            row[.._measured].Clear();
        }

        row[^1] = 1;
    }

    private void Raw(TasteItem item, Span<double> row)
    {
        row.Clear();
        if (item.Vector.Length == _measured)
        {
            for (var j = 0; j < _measured; j++)
            {
                row[j] = item.Vector[j];
            }
        }

        if (item.Label is not null && _labels.TryGetValue(item.Label, out var label))
        {
            row[label] = 1;
        }

        if (item.ModelId is { } id && _models.TryGetValue(id, out var model))
        {
            row[model] = 1;
        }

        row[Names.Count - 1] = Math.Log2(1 + Math.Max(0, (_now - item.CreatedAt).TotalDays));
    }

    private (double[] Mean, double[] Scale) Standard(IReadOnlyList<TasteItem> items)
    {
        var spreads = new Spread[Names.Count];
        var row = new double[Count];
        foreach (var item in items)
        {
            Raw(item, row);
            var first = item.Vector.Length == _measured ? 0 : _measured;
            for (var j = first; j < spreads.Length; j++)
            {
                spreads[j].Add(row[j]);
            }
        }

        return ([.. spreads.Select(s => s.Mean)], [.. spreads.Select(s => Math.Sqrt(s.Variance) is >= LeastDeviation and var d ? 1 / d : 0)]);
    }
}
