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
    public void What_bicubic_makes_of_the_same_pictures_stands_beside_in_a_column_of_its_own()
    {
        var table = Show(new Measure("enlarging.psnr", 29.91) { Plain = 23.43, Error = 0.2, Items = 358 }, new Measure("enlarging.psnrGain", 6.48) { Error = 0.1, Items = 358 });

        Assert.Equal([Texts["evaluation.column.measure"], Texts["evaluation.column.value"], Texts["evaluation.column.plain"]], table.FindAll("th").Select(h => h.TextContent));
        var row = table.FindAll("tbody tr")[0].TextContent;
        Assert.All(["29.9", "dB", "± 0.2", "23.4", Texts["evaluation.items", 358]], word => Assert.Contains(word, row, StringComparison.Ordinal));
        Assert.Single(table.FindAll(".measure-plain"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Originals_are_seen_by_those_who_may_see_the_dataset(bool may, int sheets)
    {
        var tried = new EnlargingFindings(4, "ee", 3);
        var seen = Render<EnlargedExamples>(p => p.Add(e => e.Tried, tried).Add(e => e.Form, new ImageForm(3, 128, 64)).Add(e => e.ItemsShown, may));

        Assert.Equal(sheets, seen.FindAll("img[width='256'][height='384']").Count);
        Assert.Equal(!may, seen.Markup.Contains(Texts["evaluation.enlarged.hidden"], StringComparison.Ordinal));
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
