using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Runs;

/// <summary>
/// Which checkpoint of a measured run to take: the one at the least distance that was measured at its step. A run whose least distance lies further
/// back than two fifths of what it has done has stopped getting better.
/// </summary>
/// <param name="Best">Step and distance of the best look; null before the first.</param>
/// <param name="Stale">True where an early stop is worth offering.</param>
public sealed record RunQuality(ChartPoint? Best, bool Stale)
{
    private const double StaleShare = 0.4;
    private const int FewestLooks = 5;

    /// <param name="points">Of <see cref="PointsReported.Quality"/>, in the order of their steps.</param>
    public static RunQuality Of(IReadOnlyList<ChartPoint> points)
    {
        if (points.Count == 0)
        {
            return new RunQuality(null, false);
        }

        var best = points.MinBy(p => p.Value);
        return new RunQuality(best, points.Count >= FewestLooks && points[^1].Step - best.Step >= StaleShare * points[^1].Step);
    }

    /// <summary>A line of the chart that belongs to no family: distance, fidelity or variety. The last two wait until somebody asks for them.</summary>
    public static ChartSeries LineOf(string id, IReadOnlyList<ChartPoint> points, Texts texts) => id switch
    {
        PointsReported.Quality => new(id, texts["runs.quality.series"], "", points) { Help = texts["runs.quality.series.help"] },
        PointsReported.Fidelity => new(id, texts["runs.quality.fidelity"], "", points) { Help = texts["runs.quality.fidelity.help"], Quiet = true },
        PointsReported.Variety => new(id, texts["runs.quality.variety"], "", points) { Help = texts["runs.quality.variety.help"], Quiet = true },
        _ => new(id, id, "", points),
    };

    /// <summary>The checkpoint of the best look; null where it was not saved, because a look before was as good within a few percent.</summary>
    public Checkpoint? Choose(IReadOnlyList<Checkpoint> checkpoints) => checkpoints.FirstOrDefault(c => c.Step == Best?.Step);
}
