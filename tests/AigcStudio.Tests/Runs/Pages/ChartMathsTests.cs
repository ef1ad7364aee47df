using AigcStudio.Web.Runs;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class ChartMathsTests
{
    [Fact]
    public void A_smooth_line_starts_at_the_first_value_and_not_at_zero()
    {
        var smooth = ChartMaths.Smooth(Points(8, 8, 8), weight: 0.9);
        Assert.All(smooth, v => Assert.Equal(8, v, 1e-12));
    }

    [Fact]
    public void Smoothing_follows_the_formula_of_a_debiased_running_mean()
    {
        var smooth = ChartMaths.Smooth(Points(1, 2, 4), weight: 0.5);
        Assert.Equal(1, smooth[0], 1e-12);
        Assert.Equal(((0.5 * 0.5) + (0.5 * 2)) / 0.75, smooth[1], 1e-12);
        Assert.Equal(((0.25 * 0.5) + (0.5 * 0.5 * 2) + (0.5 * 4)) / 0.875, smooth[2], 1e-12);
    }

    [Fact]
    public void Without_smoothing_the_line_is_the_raw_one() =>
        Assert.Equal([3, 1, 2], ChartMaths.Smooth(Points(3, 1, 2), weight: 0));

    [Fact]
    public void A_value_that_is_no_number_is_passed_over() =>
        Assert.Equal([2, 2, 3], ChartMaths.Smooth(Points(2, double.NaN, 4), weight: 0.5).Select(v => Math.Round(v, 0)));

    [Fact]
    public void Thinning_keeps_every_peak()
    {
        var points = Enumerable.Range(0, 10_000).Select(i => new ChartPoint(i, i == 7_777 ? 99 : i == 1_234 ? -99 : i % 2)).ToList();
        var kept = ChartMaths.Thin(points, 600);
        Assert.Contains(points[7_777], kept);
        Assert.Contains(points[1_234], kept);
        Assert.InRange(kept.Count, 100, 602);
        Assert.Equal(kept.OrderBy(p => p.Step), kept);
    }

    [Fact]
    public void A_growing_line_keeps_the_points_it_has_shown()
    {
        var random = new Random(7);
        var points = Enumerable.Range(0, 1_900).Select(i => new ChartPoint(i * 5, random.NextDouble())).ToList();
        var before = ChartMaths.Thin(points.Take(1_700).ToList(), 600);
        var after = ChartMaths.Thin(points, 600);
        // All but the last bucket, which was still open.
        Assert.Equal([.. before.SkipLast(2)], after.Take(before.Count - 2).ToList());
    }

    [Fact]
    public void The_clipped_axis_leaves_outliers_outside_and_the_whole_one_does_not()
    {
        var values = Enumerable.Range(0, 100).Select(i => i == 50 ? 1e6 : 1.0 + (i / 100.0)).ToList();
        Assert.True(ChartMaths.Range(values, 0.02, positive: false).High < 3);
        Assert.True(ChartMaths.Range(values, 0, positive: false).High > 1e6);
    }

    [Fact]
    public void A_line_that_is_flat_but_for_its_last_bit_gets_room()
    {
        var (low, high) = ChartMaths.Range([1, Math.BitIncrement(1.0)], 0, positive: false);
        Assert.Equal((0.9, 1.1), (Math.Round(low, 6), Math.Round(high, 6)));
    }

    [Fact]
    public void A_logarithmic_axis_ignores_what_is_not_above_zero()
    {
        var (low, high) = ChartMaths.Range([-5, 0, 0.01, 100], 0, positive: true);
        Assert.InRange(low, 0.005, 0.01);
        Assert.InRange(high, 100, 150);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 17)]
    [InlineData(0.00012, 0.00031)]
    [InlineData(0, 123_456)]
    public void Ticks_are_few_and_lie_within(double low, double high)
    {
        var ticks = ChartMaths.Ticks(low, high);
        Assert.InRange(ticks.Count, 3, 7);
        Assert.All(ticks, t => Assert.InRange(t, low, high));
    }

    [Fact]
    public void A_step_and_a_value_find_their_place_on_the_plane()
    {
        var series = new ChartSeries("loss", "Loss", "", [new(0, 1), new(50, 10), new(100, 100)]);
        var view = new ChartView([series], new ChartOptions(Smoothing: 0, Log: true, Clip: false));
        Assert.Equal(0.5, view.Across(50));
        Assert.Equal(0.5, view.Down(10), 1e-9);
        Assert.True(view.Down(100) < view.Down(1));
    }

    [Fact]
    public void Zooming_shows_only_the_stretch_and_scales_to_it()
    {
        var series = new ChartSeries("loss", "Loss", "", [.. Enumerable.Range(0, 1_000).Select(i => new ChartPoint(i, i))]);
        var view = new ChartView([series], new ChartOptions(Smoothing: 0, Clip: false, From: 200, To: 300));
        Assert.Equal((200, 300), (view.Lines[0].Raw[0].Step, view.Lines[0].Raw[^1].Step));
        Assert.InRange(view.Low, 180, 200);
        Assert.InRange(view.High, 300, 320);
    }

    private static List<ChartPoint> Points(params double[] values) => [.. values.Select((v, i) => new ChartPoint(i, v))];
}
