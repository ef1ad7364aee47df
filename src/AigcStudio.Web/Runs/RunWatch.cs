using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;

namespace AigcStudio.Web.Runs;

/// <summary>
/// What a page knows of one run: its rows, and the newest points that came as news and may not be in the rows yet. A reload, a
/// second browser and a restart read the same rows.
/// </summary>
public sealed class RunWatch(Guid runId, RunReader runs, RunHistory history, ModelReader models)
{
    private const int MostPoints = 4_000;

    private readonly SortedDictionary<string, List<ChartPoint>> _stored = new(StringComparer.Ordinal);
    private readonly List<PointsReported> _ahead = [];
    private int _readTo = -1;

    public RunDetail? Detail { get; private set; }

    public IReadOnlyList<RunSample> Samples { get; private set; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints { get; private set; } = [];

    /// <summary>The models published from it, newest first.</summary>
    public IReadOnlyList<ModelCard> Models { get; private set; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RunLine> Lines { get; private set; } = [];

    /// <summary>Steps done, by row or by news, whichever is ahead.</summary>
    public int Step => Math.Max(Detail?.Card.Step ?? 0, _ahead.Count > 0 ? _ahead[^1].Step : 0);

    /// <summary>Reads the rows; of the points only what is new.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task ReadAsync(Viewer viewer, CancellationToken cancel)
    {
        var detail = await runs.GetAsync(viewer, runId, cancel);
        if (detail.Card.Step < _readTo)
        {
            // It was resumed from an older checkpoint: what came after that is forgotten.
            Forget();
        }

        Detail = detail;
        Samples = await history.SamplesAsync(viewer, runId, cancel);
        Checkpoints = await history.CheckpointsAsync(viewer, runId, cancel);
        Models = (await models.ListAsync(viewer, new ModelFilter(RunId: runId), after: null, take: 50, cancel)).Items;
        Lines = [.. Lines, .. await history.LinesAsync(viewer, runId, Lines.Count == 0 ? 0 : Lines[^1].Sequence, RunLineLevel.Plain, RunHistory.MostLines, cancel)];
        foreach (var series in await history.PointsAsync(viewer, runId, [], _readTo + 1, MostPoints, cancel))
        {
            var points = PointsOf(series.Series);
            var last = points.Count == 0 ? -1 : points[^1].Step;
            points.AddRange(series.Points.Where(p => p.Step > last).Select(p => new ChartPoint(p.Step, p.Value)));
        }

        _readTo = _stored.Values.Where(p => p.Count > 0).Select(p => p[^1].Step).DefaultIfEmpty(-1).Min();
        _ahead.RemoveAll(p => p.Step <= _readTo);
    }

    /// <summary>Takes news in; true where the rows say more than the news did.</summary>
    public bool Hear(IEnumerable<RunEvent> events)
    {
        var read = false;
        foreach (var happened in events)
        {
            switch (happened.Payload)
            {
                case PointsReported points when points.Step > Step:
                    _ahead.Add(points);
                    break;
                case TrainingStarted:
                    Forget();
                    read = true;
                    break;
                case PointsReported or MetersReported:
                    break;
                default:
                    read = true;
                    break;
            }
        }

        return read;
    }

    /// <summary>The points of a series, rows and news together.</summary>
    public IReadOnlyList<ChartPoint> Points(string series) =>
        [.. PointsOf(series), .. _ahead.Where(p => p.Values.ContainsKey(series)).Select(p => new ChartPoint(p.Step, p.Values[series]))];

    /// <summary>Series that have points, the family's first.</summary>
    public IEnumerable<string> SeriesIds(IEnumerable<string> known) => known.Concat(_stored.Keys).Distinct();

    private List<ChartPoint> PointsOf(string series) =>
        _stored.TryGetValue(series, out var points) ? points : _stored[series] = [];

    private void Forget()
    {
        _stored.Clear();
        _ahead.Clear();
        Lines = [];
        _readTo = -1;
    }
}
