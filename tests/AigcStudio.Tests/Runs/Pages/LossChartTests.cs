using AigcStudio.Web.Runs;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Xunit;

namespace AigcStudio.Tests.Runs.Pages;

public sealed class LossChartTests : PageTest
{
    private static readonly ChartSeries[] Two =
    [
        new("loss.generator", "Generator", "nats", [.. Enumerable.Range(0, 101).Select(i => new ChartPoint(i * 10, 5 - (i * 0.01)))]),
        new("loss.discriminator", "Discriminator", "nats", [.. Enumerable.Range(0, 101).Select(i => new ChartPoint(i * 10, 1))]),
    ];

    [Fact]
    public void Each_line_has_a_smooth_path_over_a_faint_raw_one()
    {
        var chart = Chart();
        Assert.Equal(2, chart.FindAll("path.chart-smooth").Count);
        Assert.Equal(2, chart.FindAll("path.chart-raw").Count);
    }

    [Fact]
    public void A_hidden_line_leaves_the_chart_and_comes_back_in_its_colour()
    {
        var chart = Chart();
        chart.Find(".chart-toggle").Click();
        Assert.Equal("1", Assert.Single(chart.FindAll("path.chart-smooth")).GetAttribute("data-series"));
        Assert.Equal("false", chart.Find(".chart-toggle").GetAttribute("aria-pressed"));
        chart.Find(".chart-toggle").Click();
        Assert.Equal(2, chart.FindAll("path.chart-smooth").Count);
    }

    [Fact]
    public void The_keyboard_reads_the_curve_aloud()
    {
        var chart = Chart();
        var plane = chart.Find(".chart-plane");
        plane.KeyDown(new KeyboardEventArgs { Key = "Home" });
        Assert.Equal("Step 0: Generator 5, Discriminator 1", chart.Find(".chart-plane").GetAttribute("aria-valuetext"));
        plane.KeyDown(new KeyboardEventArgs { Key = "ArrowRight" });
        Assert.Equal("10", chart.Find(".chart-plane").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public async Task Dragging_over_a_stretch_zooms_and_escape_comes_back()
    {
        var chart = Chart();
        await chart.InvokeAsync(() => chart.Instance.Zoom(0.25, 0.5));
        Assert.Equal(("250", "500"), Window(chart));
        chart.Find(".chart-plane").KeyDown(new KeyboardEventArgs { Key = "Escape" });
        Assert.Equal(("0", "1000"), Window(chart));
    }

    [Fact]
    public async Task A_click_and_the_enter_key_ask_for_the_samples_of_the_step()
    {
        var picked = new List<int>();
        var chart = Render<LossChart>(p => p.Add(c => c.Series, Two).Add(c => c.StepPicked, picked.Add));
        await chart.InvokeAsync(() => chart.Instance.PickAsync(0.251));
        chart.Find(".chart-plane").KeyDown(new KeyboardEventArgs { Key = "Home" });
        chart.Find(".chart-plane").KeyDown(new KeyboardEventArgs { Key = "Enter" });
        Assert.Equal([250, 0], picked);
    }

    [Fact]
    public void New_points_lengthen_the_line_but_not_a_window_somebody_looks_at()
    {
        var chart = Chart();
        ChartSeries[] longer = [Two[0] with { Points = [.. Two[0].Points, new ChartPoint(2_000, 1)] }];
        chart.Render(p => p.Add(c => c.Series, longer));
        Assert.Equal(("0", "2000"), Window(chart));
        chart.Find(".chart-plane").KeyDown(new KeyboardEventArgs { Key = "+" });
        var window = Window(chart);
        chart.Render(p => p.Add(c => c.Series, [longer[0] with { Points = [.. longer[0].Points, new ChartPoint(3_000, 1)] }]));
        Assert.Equal(window, Window(chart));
    }

    [Fact]
    public void The_table_says_where_each_line_was_lowest()
    {
        var cells = Chart().FindAll("tbody tr:first-child td").Select(c => c.TextContent);
        Assert.Equal(["5", "4 at step 1,000", "4"], cells);
    }

    [Fact]
    public void A_quiet_line_is_shown_once_somebody_asks_for_it()
    {
        ChartSeries[] three = [.. Two, new("quality.coverage", "Variety", "", [new ChartPoint(0, 0), new ChartPoint(1_000, 1)]) { Quiet = true }];
        var chart = Render<LossChart>(p => p.Add(c => c.Series, three));
        Assert.Equal(2, chart.FindAll("path.chart-smooth").Count);

        chart.FindAll(".chart-toggle")[2].Click();
        chart.Render(p => p.Add(c => c.Series, three));
        Assert.Equal(3, chart.FindAll("path.chart-smooth").Count);
    }

    private static (string?, string?) Window(IRenderedComponent<LossChart> chart) =>
        (chart.Find(".chart-plane").GetAttribute("aria-valuemin"), chart.Find(".chart-plane").GetAttribute("aria-valuemax"));

    private IRenderedComponent<LossChart> Chart() => Render<LossChart>(p => p.Add(c => c.Series, Two));
}
