using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>Thins the curves of runs that ended long ago: the lowest and the highest point of each stretch stay, so that a chart looks as it did.</summary>
public sealed class PointKeeping(IDbContextFactory<StudioDb> databases)
{
    /// <summary>Of one series: more than a screen has columns of pixels.</summary>
    public const int KeptPoints = 2_000;

    /// <returns>How many points went.</returns>
    public async Task<long> ThinAsync(DateTimeOffset endedBefore, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var longOnes = await (
            from point in db.RunPoints
            where db.Runs.Any(r => r.Id == point.RunId && RunFollower.Over.Contains(r.State) && r.EndedAt < endedBefore)
            group point by new { point.RunId, point.Series } into series
            where series.Count() > KeptPoints
            select series.Key).ToListAsync(cancel);
        var gone = 0L;
        foreach (var series in longOnes)
        {
            gone += await ThinAsync(db, series.RunId, series.Series, cancel);
        }

        return gone;
    }

    private static async Task<int> ThinAsync(StudioDb db, Guid runId, string series, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var all = await db.RunPoints.Where(p => p.RunId == runId && p.Series == series).OrderBy(p => p.Step)
            .Select(p => new SeriesPoint(p.Step, p.Value)).ToListAsync(cancel);
        List<int> kept = [.. Thinning.Thin(all, KeptPoints).Select(p => p.Step)];
        var gone = await db.RunPoints.Where(p => p.RunId == runId && p.Series == series && !kept.Contains(p.Step)).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return gone;
    }
}
