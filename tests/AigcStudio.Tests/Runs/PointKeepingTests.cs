using AigcStudio.Core.Runs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class PointKeepingTests
{
    private const int Columns = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_curve_is_thinned_and_looks_as_it_did_and_younger_ones_keep_every_point()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (old, young) = (await RunAsync(studio, now.AddDays(-100)), await RunAsync(studio, now.AddDays(-10)));
        var before = await PointsAsync(studio, old);

        var gone = await studio.Services.GetRequiredService<PointKeeping>().ThinAsync(now.AddDays(-90), Cancel);

        var after = await PointsAsync(studio, old);
        Assert.Equal(before.Count - after.Count, gone);
        Assert.InRange(after.Count, PointKeeping.KeptPoints / 2, PointKeeping.KeptPoints);
        Assert.Equal(before.Count, (await PointsAsync(studio, young)).Count);
        Assert.Equal((before[0], before[^1]), (after[0], after[^1]));

        // Drawn over 100 columns, the highest and lowest line differ by less than a hundredth of the curve's height; the spike is there.
        var height = before.Max(p => p.Value) - before.Min(p => p.Value);
        for (var column = 0; column < Columns; column++)
        {
            var (x, y) = (Column(before, column), Column(after, column));
            Assert.InRange(Math.Abs(x.Max() - y.Max()) / height, 0, 0.01);
            Assert.InRange(Math.Abs(x.Min() - y.Min()) / height, 0, 0.01);
        }

        Assert.Contains(after, p => p.Value == 9);
        Assert.Equal(0, await studio.Services.GetRequiredService<PointKeeping>().ThinAsync(now.AddDays(-90), Cancel));
    }

    private static List<double> Column(List<SeriesPoint> points, int column) => [.. points.Where(p => p.Step * Columns / 10_000 == column).Select(p => p.Value)];

    private static async Task<List<SeriesPoint>> PointsAsync(TemporaryStudio studio, Guid run)
    {
        await using var db = await studio.DbAsync();
        return await db.RunPoints.Where(p => p.RunId == run).OrderBy(p => p.Step).Select(p => new SeriesPoint(p.Step, p.Value)).ToListAsync(Cancel);
    }

    private static async Task<Guid> RunAsync(TemporaryStudio studio, DateTimeOffset ended)
    {
        var dice = new Random(3);
        await using var db = await studio.DbAsync();
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), Number = 1, Dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "set" } };
        var run = new Run { Id = Guid.CreateVersion7(), Name = "run", DatasetVersionId = version.Id, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}", State = RunState.Finished, EndedAt = ended };
        db.AddRange(version, run);
        db.AddRange(Enumerable.Range(0, 10_000).Select(i => new RunPoint { RunId = run.Id, Series = "loss", Step = i, Value = i == 4_321 ? 9 : (4 * Math.Exp(-i / 2000.0)) + (dice.NextDouble() * 0.2) }));
        await db.SaveChangesAsync(Cancel);
        return run.Id;
    }
}
