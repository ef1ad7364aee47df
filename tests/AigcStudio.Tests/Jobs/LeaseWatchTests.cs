using AigcStudio.Data.Jobs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class LeaseWatchTests
{
    private static readonly Guid Id = Guid.Parse("00000000-0000-0000-0000-000000000001");

    private readonly FakeTimeProvider _clock = new();
    private readonly LeaseWatch _watch;

    public LeaseWatchTests() => _watch = new LeaseWatch(_clock, TimeSpan.FromSeconds(30));

    [Fact]
    public void A_heartbeat_that_stands_still_past_the_patience_is_a_dead_worker()
    {
        Assert.Empty(Look(heartbeat: 7));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Single(Look(heartbeat: 7));
    }

    [Fact]
    public void A_heartbeat_that_moves_keeps_the_lease_however_long()
    {
        for (var beat = 0; beat < 100; beat++)
        {
            Assert.Empty(Look(beat));
            _clock.Advance(TimeSpan.FromSeconds(29));
        }
    }

    [Fact]
    public void A_new_owner_is_judged_anew()
    {
        Look(heartbeat: 7);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Empty(_watch.FindDead([new HeldJob(Id, 2, 7, "other")]));
    }

    [Fact]
    public void A_wall_clock_that_jumps_kills_nobody()
    {
        var jumping = new JumpingClock();
        var watch = new LeaseWatch(jumping, TimeSpan.FromSeconds(30));
        watch.FindDead([new HeldJob(Id, 1, 7, "worker")]);
        jumping.Now = jumping.Now.AddYears(5);
        Assert.Empty(watch.FindDead([new HeldJob(Id, 1, 7, "worker")]));
    }

    private IReadOnlyList<HeldJob> Look(long heartbeat) => _watch.FindDead([new HeldJob(Id, 1, heartbeat, "worker")]);

    /// <summary>Somebody sets the clock of the host; the time since boot goes on as ever.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 1;
    }
}
