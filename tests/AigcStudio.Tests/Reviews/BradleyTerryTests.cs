using AigcStudio.Core.Reviews;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>Strengths recovered from raters whose taste is known.</summary>
public sealed class BradleyTerryTests
{
    private static readonly double[] Known = [1.2, 0.5, 0, -0.6, -1.1];

    [Fact]
    public void Many_votes_recover_the_strengths_behind_them()
    {
        var fit = BradleyTerry.Fit(Vote(new Random(1), 40_000));

        for (var i = 0; i < Known.Length; i++)
        {
            // Three standard errors of 40,000 votes among five, and what the prior pulls.
            Assert.Equal(Known[i], fit.Strengths[i], 0.06);
        }
    }

    [Fact]
    public void Intervals_of_ninety_five_per_cent_cover_the_truth_about_so_often()
    {
        var random = new Random(2);
        var (within, all) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            var fit = BradleyTerry.Fit(Vote(random, 600));
            for (var i = 0; i < Known.Length; i++, all++)
            {
                within += Math.Abs(fit.Strengths[i] - Known[i]) < 1.96 * Math.Sqrt(fit.VarianceOf(i)) ? 1 : 0;
            }
        }

        // Of 1,500 intervals, five in a round not independent: 95 % +- 2 %.
        Assert.InRange((double)within / all, 0.93, 0.97);
    }

    [Fact]
    public void Who_never_lost_stays_finite_and_far_from_sure()
    {
        var fit = BradleyTerry.Fit(new double[,] { { 0, 4 }, { 0, 0 } });

        Assert.InRange(fit.Strengths[0], 0.2, 4);
        Assert.True(Math.Sqrt(fit.VarianceOf(0, 1)) > 0.8);
    }

    [Fact]
    public void Ties_alone_leave_two_equal()
    {
        var fit = BradleyTerry.Fit(new double[,] { { 0, 20 }, { 20, 0 } });

        Assert.Equal(0.5, fit.Wins(0, 1), 1e-6);
    }

    [Fact]
    public void A_pair_that_never_met_is_more_in_doubt_than_one_that_met_often()
    {
        // The first two met fifty times; the third met nobody.
        var fit = BradleyTerry.Fit(new double[,] { { 0, 25, 0 }, { 25, 0, 0 }, { 0, 0, 0 } });

        Assert.True(fit.Doubt(0, 2) > 4 * fit.Doubt(0, 1));
    }

    private static double[,] Vote(Random random, int votes)
    {
        var wins = new double[Known.Length, Known.Length];
        for (var i = 0; i < votes; i++)
        {
            var one = random.Next(Known.Length);
            var other = (one + 1 + random.Next(Known.Length - 1)) % Known.Length;
            if (random.NextDouble() < BradleyTerry.Logistic(Known[one] - Known[other]))
            {
                wins[one, other]++;
            }
            else
            {
                wins[other, one]++;
            }
        }

        return wins;
    }
}
