namespace AigcStudio.Generative.Runs.Health;

/// <summary>What a run remembers of its series from point to point: enough to say where they came from, and no more.</summary>
internal sealed class SeriesMemory
{
    // A single point of a GAN says little; five are 50 steps or more.
    private const int PointsRemembered = 5;

    private readonly Queue<IReadOnlyDictionary<string, double>> _recent = [];
    private readonly Dictionary<string, SeriesTrack> _tracks = [];

    /// <summary>Mean of each series over the last points.</summary>
    public IReadOnlyDictionary<string, double> Means { get; private set; } = new Dictionary<string, double>();

    /// <summary>The way of each series since this attempt of the run began.</summary>
    public IReadOnlyDictionary<string, SeriesTrack> Tracks => _tracks;

    /// <param name="firsts">Each series in the first step.</param>
    public void Remember(IReadOnlyDictionary<string, double> point, IReadOnlyDictionary<string, double> firsts)
    {
        _recent.Enqueue(point);
        if (_recent.Count > PointsRemembered)
        {
            _recent.Dequeue();
        }

        Means = _recent.SelectMany(p => p).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Average(p => p.Value));
        foreach (var (series, value) in point)
        {
            var (mean, known) = (Means[series], _tracks.GetValueOrDefault(series));
            _tracks[series] = known is null
                ? new SeriesTrack(firsts.GetValueOrDefault(series, value), value, mean, mean)
                : new SeriesTrack(known.First, Math.Max(known.Peak, value), Math.Min(known.Lowest, mean), Math.Max(known.Highest, mean));
        }
    }
}

/// <summary>Where one series has been.</summary>
/// <param name="First">In the very first step: what knowing nothing costs.</param>
/// <param name="Peak">Its highest single point.</param>
/// <param name="Lowest">Lowest mean of up to five points in a row.</param>
/// <param name="Highest">Highest such mean.</param>
public sealed record SeriesTrack(double First, double Peak, double Lowest, double Highest);
