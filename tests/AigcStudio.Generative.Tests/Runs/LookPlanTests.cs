using AigcStudio.Generative.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Runs;

public sealed class LookPlanTests
{
    private const int Steps = 1000;

    [Fact]
    public void Without_a_limit_a_run_is_looked_at_ten_times() =>
        Assert.Equal(Enumerable.Range(1, 10).Select(i => 100 * i), Looks(share: null, lookSeconds: 1e6));

    [Theory]
    [InlineData(0.1, new[] { 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000 })]
    [InlineData(0.45, new[] { 100, 200, 400, 600, 800, 1000 })]
    [InlineData(0.7, new[] { 100, 400, 700, 1000 })]
    [InlineData(1.5, new[] { 100, 1000 })]
    [InlineData(2.9, new[] { 100 })]
    [InlineData(3.1, new int[0])]
    public void Looks_together_take_no_more_than_their_share_of_the_time_and_the_last_is_at_the_end(double lookSeconds, int[] expected)
    {
        // A thousand steps of a tenth of a second: three seconds for all looks.
        var looks = Looks(0.03, lookSeconds);

        Assert.Equal(expected, looks);
        Assert.True(looks.Count * lookSeconds <= 3.0001);
    }

    [Fact]
    public void A_resumed_run_looks_where_an_unbroken_one_does()
    {
        var first = new LookPlan(Steps, 0.03);
        first.Looked(0.7, 0.1);

        // Its machine is busier now: a look takes longer, and nothing changes.
        var resumed = new LookPlan(Steps, 0.03) { Stride = first.Stride };
        resumed.Looked(30, 0.1);

        Assert.Equal([400, 700, 1000], Enumerable.Range(101, 900).Where(resumed.Has));
    }

    [Fact]
    public void A_run_of_few_steps_is_looked_at_when_its_losses_are_read() =>
        Assert.Equal([10, 20, 30, 40], Enumerable.Range(1, 45).Where(new LookPlan(45, null) { Stride = 1 }.Has));

    private static List<int> Looks(double? share, double lookSeconds)
    {
        var plan = new LookPlan(Steps, share);
        var looks = new List<int>();
        for (var step = 1; step <= Steps; step++)
        {
            if (plan.Has(step) && plan.Affords(lookSeconds, stepSeconds: 0.1))
            {
                looks.Add(step);
                plan.Looked(lookSeconds, stepSeconds: 0.1);
            }
        }

        return looks;
    }
}
