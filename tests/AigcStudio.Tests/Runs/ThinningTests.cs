using AigcStudio.Data.Runs;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class ThinningTests
{
    [Theory]
    [InlineData(5, 100)]
    [InlineData(1001, 100)]
    [InlineData(99_999, 1000)]
    [InlineData(50, 4)]
    public void Thinned_points_are_few_in_order_and_keep_both_ends(int count, int atMost)
    {
        var points = Enumerable.Range(0, count).Select(i => new SeriesPoint(i, Math.Sin(i))).ToList();
        var thin = Thinning.Thin(points, atMost);
        Assert.InRange(thin.Count, Math.Min(count, 3), atMost);
        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.Equal(thin.OrderBy(p => p.Step).DistinctBy(p => p.Step), thin);
    }

    [Fact]
    public void One_spike_in_ten_thousand_points_is_still_there()
    {
        var points = Enumerable.Range(0, 10_000).Select(i => new SeriesPoint(i, i == 6543 ? 99 : 1)).ToList();
        Assert.Contains(new SeriesPoint(6543, 99), Thinning.Thin(points, 100));
    }
}
