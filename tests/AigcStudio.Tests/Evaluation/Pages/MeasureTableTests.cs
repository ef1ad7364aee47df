using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Evaluation;
using Bunit;
using Xunit;

namespace AigcStudio.Tests.Evaluation.Pages;

public sealed class MeasureTableTests : PageTest
{
    private static readonly RulerCard Local = new("local", new string('a', 64), "labels", 0.9, 0.5, []);

    [Fact]
    public void A_figure_with_nothing_to_hold_it_against_stands_plain_with_unit_and_batch()
    {
        var table = Show(new Measure("speed.examples", 1234) { Items = 64 }, new Measure("speed.realTime", 3));

        Assert.Empty(table.FindAll(".measure-scale, .measure-plain, .measure-scale-head"));
        var figure = table.Find(".measure-value").TextContent;
        Assert.All([Texts["evaluation.unit.speed.examples"], Texts["evaluation.batch", 64]], word => Assert.Contains(word, figure, StringComparison.Ordinal));
        Assert.DoesNotContain("–", table.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_figures_with_a_scale_it_leaves_the_place_empty()
    {
        var table = Show(new Measure("psnr", 20) { Noise = 9 }, new Measure("ssim", 0.5));

        Assert.Single(table.FindAll(".measure-scale"));
        Assert.Equal("", Assert.Single(table.FindAll(".measure-plain")).TextContent);
    }

    [Fact]
    public void FID_stands_beside_the_distance_by_the_local_ruler_between_noise_and_real()
    {
        var table = Show(new Measure("fid", 12.5) { Real = 3, Noise = 400, Ruler = "ff" }, new Measure("frechet", 2) { Real = 1, Noise = 9 });

        Assert.Equal([Texts["evaluation.measure.frechet"], "FID"], table.FindAll(".measure-name strong").Select(n => n.TextContent));
        Assert.Equal(2, table.FindAll(".scale").Count);
    }

    [Fact]
    public void The_hash_that_FID_was_taken_with_stands_beside_that_of_the_ruler()
    {
        var hash = new string('c', 64);
        var facts = Render<RulerFacts>(p => p.Add(f => f.Ruler, Local).Add(f => f.Inception, hash));
        var without = Render<RulerFacts>(p => p.Add(f => f.Ruler, Local));

        Assert.Equal([Local.Hash, hash], facts.FindAll(".hash").Select(h => h.GetAttribute("title")));
        Assert.Equal(Local.Hash, Assert.Single(without.FindAll(".hash")).GetAttribute("title"));
    }

    private IRenderedComponent<MeasureTable> Show(params Measure[] measures) => Render<MeasureTable>(p => p.Add(
        t => t.Report, new EvaluationReport("Plain", new ImageForm(1, 4, 4), 700, 50, 10, Local, measures, 1)));
}
