using AigcStudio.Benchmarks.Studio.Load;

namespace AigcStudio.EndToEnd.Tests.Load;

/// <summary>The benchmarks of load at a size at which they prove nothing but that they work.</summary>
[Trait("Lane", "Slow")]
public sealed class SmallLoadTests
{
    [Fact]
    public async Task Watchers_hear_a_training_and_its_pace_is_measured_with_and_without_them()
    {
        var seen = await WatchersBenchmark.RunAsync(count: 5, pairs: 1, seconds: 1);
        Assert.NotEmpty(seen.Delays);
        Assert.All(seen.Delays, d => Assert.InRange(d, 0, 60_000));
        Assert.All(seen.Alone.Concat(seen.Watched), p => Assert.True(p > 0));
        Assert.True(seen.Before.WorkingSet > 0 && seen.DeafLater.Heap > 0);
    }

    [Fact]
    public async Task Circuits_answer_clicks_while_a_run_trains()
    {
        var seen = await CircuitsBenchmark.RunAsync(count: 2, clicks: 3);
        Assert.Equal(3, seen.Clicks.Count);
        Assert.True(seen.With.WorkingSet > 0);
    }

    [Fact]
    public async Task A_round_of_the_soak_runs_through_and_is_weighed()
    {
        var sample = Assert.Single(await SoakBenchmark.RunAsync(TimeSpan.Zero));
        Assert.True(sample is { Handles: > 0, Threads: > 0, Files: < 4, DatabaseMegabytes: > 0 }, sample.Line);
    }
}
