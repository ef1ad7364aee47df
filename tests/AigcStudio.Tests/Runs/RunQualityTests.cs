using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Runs;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunQualityTests
{
    [Fact]
    public void The_least_distance_is_the_best_and_its_checkpoint_is_chosen()
    {
        var quality = RunQuality.Of(Looks(9, 4, 2, 3));

        Assert.Equal(new ChartPoint(300, 2), quality.Best);
        Assert.Equal(300, quality.Choose([Saved(400), Saved(300), Saved(200)])!.Step);
        Assert.Null(quality.Choose([Saved(400)]));
    }

    [Fact]
    public void A_run_that_has_not_come_nearer_for_two_fifths_of_its_steps_may_be_stopped()
    {
        Assert.True(RunQuality.Of(Looks(9, 2, 3, 3, 3)).Stale);
        Assert.False(RunQuality.Of(Looks(9, 5, 4, 2, 3)).Stale);
    }

    [Fact]
    public void Few_looks_or_none_say_nothing()
    {
        Assert.False(RunQuality.Of(Looks(1, 2, 3, 4)).Stale);
        Assert.Equal(new RunQuality(null, false), RunQuality.Of([]));
        Assert.Null(RunQuality.Of([]).Choose([Saved(100)]));
    }

    private static ChartPoint[] Looks(params double[] distances) => [.. distances.Select((d, i) => new ChartPoint(100 * (i + 1), d))];

    private static Checkpoint Saved(int step) =>
        new() { Id = Guid.CreateVersion7(), RunId = Guid.Empty, Step = step, BlobHash = "", Reason = CheckpointReason.Best, At = default };
}
