using AigcStudio.Core;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class SteadyTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5 * 365)]
    [InlineData(-1)]
    public void Between_two_events_lies_the_time_that_really_passed_whoever_sets_the_clock(int days)
    {
        var host = new Host { Hour = Noon };
        var steady = new SteadyTime(host);

        host.Passes(TimeSpan.FromSeconds(7));
        host.Hour = host.Hour.AddDays(days);
        host.Passes(TimeSpan.FromSeconds(3));

        Assert.Equal(Noon.AddSeconds(10), steady.GetUtcNow());
    }

    /// <summary>A host whose clock somebody may set, while the time since its boot goes on as ever.</summary>
    private sealed class Host : TimeProvider
    {
        private long _ticks;

        public DateTimeOffset Hour { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Hour;

        public override long GetTimestamp() => _ticks;

        public void Passes(TimeSpan time)
        {
            Hour += time;
            _ticks += time.Ticks;
        }
    }
}
