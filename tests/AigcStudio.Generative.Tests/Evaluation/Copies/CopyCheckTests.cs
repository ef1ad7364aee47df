using AigcStudio.Generative.Evaluation.Copies;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

public sealed class CopyCheckTests
{
    private const int Width = 16;

    [Fact]
    public void Fresh_items_of_the_kind_are_sound_at_every_one_of_twenty_seeds()
    {
        using var scope = NewDisposeScope();
        var reports = Enumerable.Range(0, 20).Select(s => CopyCheck.Of(Fresh(s, 200), Fresh(100 + s, 200), Fresh(200 + s, 200))).ToList();

        Assert.All(reports, r => Assert.Equal(CopyVerdict.Sound, r.Verdict));
        Assert.InRange(reports.Average(r => r.Test.Share), 0.47, 0.53);
        Assert.All(reports.SelectMany(r => r.Pairs), p => Assert.False(p.IsCopy));
    }

    [Fact]
    public void Training_items_with_a_little_noise_are_copies_at_every_seed()
    {
        using var scope = NewDisposeScope();
        for (var seed = 0; seed < 20; seed++)
        {
            var trained = Fresh(seed, 200);
            var report = CopyCheck.Of(trained.narrow(0, 0, 100) + (Fresh(300 + seed, 100) * 0.05), trained, Fresh(200 + seed, 200));

            Assert.Equal((CopyVerdict.Copies, 100, 1.0), (report.Verdict, report.Nearer, report.Flagged));
            Assert.All(report.Pairs, p => Assert.Equal(p.Made, p.Trained));
        }
    }

    [Fact]
    public void A_few_copies_among_sound_items_are_flagged_one_by_one()
    {
        using var scope = NewDisposeScope();
        var trained = Fresh(1, 200);
        var made = cat([Fresh(2, 195), trained.narrow(0, 50, 5) + (Fresh(3, 5) * 0.05)], 0);

        var report = CopyCheck.Of(made, trained, Fresh(4, 200), most: 6);

        Assert.Equal([195, 196, 197, 198, 199], report.Pairs.Where(p => p.IsCopy).Select(p => p.Made).Order());
        Assert.Equal([50, 51, 52, 53, 54], report.Pairs.Where(p => p.IsCopy).Select(p => p.Trained).Order());
        Assert.Equal((5.0 / 200, 0.0, CopyVerdict.Sound, 6), (report.Flagged, report.FlaggedHeldOut, report.Verdict, report.Pairs.Count));
        Assert.Equal(CopyCheck.Gate(made, trained).Where(p => p.IsCopy).OrderBy(p => p.Ratio), report.Pairs.Take(5));
    }

    [Fact]
    public void Two_copies_made_over_and_over_are_copies_though_they_are_worth_two_items()
    {
        using var scope = NewDisposeScope();
        var trained = Fresh(1, 200);
        var report = CopyCheck.Of(trained.narrow(0, 0, 2).repeat(100, 1), trained, Fresh(2, 200));

        Assert.Equal(2, report.Effective, 1e-9);
        Assert.Equal(CopyVerdict.Copies, report.Verdict);
    }

    [Theory]
    [InlineData(1.0, CopyVerdict.Copies)]
    [InlineData(0.15, CopyVerdict.Suspicious)]
    public void Copies_too_blurred_for_a_flag_are_told_by_their_share(double copied, CopyVerdict verdict)
    {
        using var scope = NewDisposeScope();
        var (trained, copies) = (Fresh(1, 1500), (int)(1500 * copied));
        var made = cat([trained.narrow(0, 0, copies) + (Fresh(2, copies) * 0.6), Fresh(3, 1500 - copies)], 0);

        var report = CopyCheck.Of(made, trained, Fresh(4, 1500));

        Assert.Equal(verdict, report.Verdict);
        Assert.InRange(report.Flagged - report.FlaggedHeldOut, -0.001, 0.001);
        Assert.InRange(report.Test.Share, 0.5 + (0.35 * copied), 0.52 + (0.5 * copied));
    }

    [Fact]
    public void A_pair_has_the_ratio_of_its_distance_to_the_spacing_there()
    {
        using var scope = NewDisposeScope();
        var trained = tensor(new double[,] { { 0, 0 }, { 3, 4 }, { 30, 40 } });
        var report = CopyCheck.Of(tensor(new double[,] { { 0, 1 }, { 0, 2 }, { 15, 20.5 } }), trained, trained + 100);

        Assert.Equal([new CopyPair(0, 0, 1, 0.2), new CopyPair(1, 0, 2, 0.4)], report.Pairs.Take(2));
        Assert.Equal([true, false, false], report.Pairs.Select(p => p.IsCopy));
        Assert.Equal(9.0 / 5, report.Effective, 1e-12);
    }

    [Fact]
    public void Items_equally_near_to_both_tell_nothing_and_unequal_sets_are_refused()
    {
        using var scope = NewDisposeScope();
        var report = CopyCheck.Of(Fresh(1, 5), Fresh(2, 9), Fresh(2, 9));

        Assert.Equal((0, 0.5, CopyVerdict.Sound), (report.Items, report.Test.Share, report.Verdict));
        Assert.Throws<ArgumentException>(() => CopyCheck.Of(Fresh(1, 5), Fresh(2, 9), Fresh(3, 8)));
    }

    private static Tensor Fresh(int seed, int count)
    {
        using var random = new Generator((ulong)seed + 1000, CPU);
        return randn([count, Width], ScalarType.Float64, generator: random);
    }
}
