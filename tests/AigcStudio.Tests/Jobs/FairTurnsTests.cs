using AigcStudio.Data.Jobs;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class FairTurnsTests
{
    private static readonly Guid Anna = Guid.Parse("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid Ben = Guid.Parse("00000000-0000-0000-0000-00000000000b");
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_persons_hundred_jobs_keep_anothers_first_waiting_for_one_turn_at_most()
    {
        var annas = Enumerable.Range(0, 100).Select(i => Job(Anna, i));
        var order = FairTurns.Order(annas.Append(Job(Ben, 100)), new Dictionary<Guid, DateTimeOffset>());
        Assert.InRange(order.ToList().FindIndex(j => j.OwnerId == Ben), 0, 1);
    }

    [Fact]
    public void Whoever_was_served_last_goes_last()
    {
        var served = new Dictionary<Guid, DateTimeOffset> { [Anna] = Noon.AddHours(1), [Ben] = Noon };
        var order = FairTurns.Order([Job(Anna, 0), Job(Anna, 1), Job(Ben, 2), Job(Ben, 3)], served);
        Assert.Equal([Ben, Anna, Ben, Anna], order.Select(j => j.OwnerId));
    }

    [Fact]
    public void A_lower_rank_goes_before_everything()
    {
        var hurried = Job(Anna, 9) with { Rank = -1 };
        Assert.Equal(hurried, FairTurns.Order([Job(Ben, 0), hurried, Job(Anna, 1)], new Dictionary<Guid, DateTimeOffset> { [Anna] = Noon })[0]);
    }

    private static WaitingJob Job(Guid owner, int minute) => new(Guid.CreateVersion7(Noon.AddMinutes(minute)), owner, 0, Noon.AddMinutes(minute));
}
