using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Web.Evaluation;
using AigcStudio.Web.Shell;
using Xunit;

namespace AigcStudio.Tests.Evaluation;

public sealed class MeasureWordsTests
{
    private static readonly MeasureKind Distance = MeasureKind.Find("frechet")!;
    private static readonly MeasureKind Precision = MeasureKind.Find("precision")!;
    private static readonly MeasureKind Diversity = MeasureKind.Find("diversity")!;

    [Fact]
    public void Every_figure_and_every_group_has_words_in_both_languages()
    {
        var (english, chinese) = new Texts().Codes;
        var codes = MeasureKind.All.SelectMany(k => new[] { $"evaluation.measure.{k.Id}", $"evaluation.measure.{k.Id}.text", $"evaluation.group.{k.Group}" })
            .Concat(MeasureKind.All.Where(k => k.Unit).Select(k => $"evaluation.unit.{k.Id}")).Distinct().ToList();

        Assert.Empty(codes.Except(english));
        Assert.Empty(codes.Except(chinese));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(1, 100)]
    [InlineData(5, 50)]
    [InlineData(20, 0)]
    public void A_figure_stands_between_noise_and_real(double value, double place) =>
        Assert.Equal(place, MeasureWords.Place(Distance, new Measure("frechet", value) { Real = 1, Noise = 9 })!.Value, 1e-9);

    [Fact]
    public void A_wide_span_is_walked_by_powers_of_ten() =>
        Assert.Equal(50, MeasureWords.Place(Distance, new Measure("frechet", 1) { Real = 0.01, Noise = 100 })!.Value, 1e-9);

    [Fact]
    public void Beyond_real_is_as_far_as_short_of_it_where_real_is_the_aim() =>
        Assert.Equal(80, MeasureWords.Place(Diversity, new Measure("diversity", 1.2) { Real = 1, Noise = 0 })!.Value, 1e-9);

    [Fact]
    public void Where_an_end_is_missing_there_is_no_place() =>
        Assert.Null(MeasureWords.Place(Distance, new Measure("frechet", 1) { Real = 0.01 }));

    [Fact]
    public void The_best_is_the_lowest_the_highest_or_the_likest_to_real()
    {
        Assert.Equal(1, MeasureWords.BestOf(Distance, [new("frechet", 3), new("frechet", 2), null]));
        Assert.Equal(0, MeasureWords.BestOf(Precision, [new("precision", 0.9), new("precision", 0.8)]));
        Assert.Equal(1, MeasureWords.BestOf(Diversity, [new("diversity", 1.5) { Real = 1 }, new("diversity", 0.8) { Real = 1 }]));
    }

    [Fact]
    public void Of_one_or_of_equals_none_is_best()
    {
        Assert.Null(MeasureWords.BestOf(Distance, [new("frechet", 3), null]));
        Assert.Null(MeasureWords.BestOf(Distance, [new("frechet", 3), new("frechet", 3)]));
    }

    [Fact]
    public void Figures_of_several_rulers_are_apart_and_FID_goes_by_the_hash_of_its_own_file()
    {
        var fid = MeasureKind.Find("fid")!;
        EvaluationReport[] one = [Report("aa"), Report("aa")], two = [Report("aa"), Report("bb")];
        Measure?[] same = [new("fid", 3) { Ruler = "cc" }, new("fid", 2) { Ruler = "cc" }], other = [new("fid", 3) { Ruler = "cc" }, new("fid", 2) { Ruler = "dd" }];

        Assert.Equal((false, true), (MeasureWords.Apart(Distance, same, one), MeasureWords.Apart(Distance, same, two)));
        Assert.Equal((false, true), (MeasureWords.Apart(fid, same, two), MeasureWords.Apart(fid, other, one)));
        Assert.False(MeasureWords.Apart(fid, [other[0], null], one));
        Assert.False(MeasureWords.Apart(MeasureKind.Find("psnr")!, other, two));
    }

    [Fact]
    public void Enlargers_tried_on_different_originals_are_apart_but_for_their_pace()
    {
        var psnr = MeasureKind.Find("enlarging.psnr")!;
        Measure?[] figures = [new("enlarging.psnr", 30), new("enlarging.psnr", 31)];
        EvaluationReport[] same = [Tried("aa"), Tried("aa")], other = [Tried("aa"), Tried("bb")];

        Assert.Equal((false, true), (MeasureWords.Apart(psnr, figures, same), MeasureWords.Apart(psnr, figures, other)));
        Assert.False(MeasureWords.Apart(MeasureKind.Find("enlarging.speed")!, figures, other));

        static EvaluationReport Tried(string originals) => Report("") with { Ruler = null, Enlarging = new EnlargingFindings(4, originals, 4) };
    }

    private static EvaluationReport Report(string ruler) =>
        new("Plain", new ImageForm(1, 4, 4), 700, 50, 10, new RulerCard("local", ruler, "labels", 0.9, 0.5, []), [], 1);
}
