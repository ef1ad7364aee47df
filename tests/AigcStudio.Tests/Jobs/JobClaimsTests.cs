using AigcStudio.Core;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class JobClaimsTests : IAsyncLifetime
{
    private static readonly Said Cause = Said.Of("jobs.workerLost");

    private TemporaryStudio _studio = null!;

    private JobTable Table => _studio.Services.GetRequiredService<JobTable>();

    private JobClaims Claims => _studio.Services.GetRequiredService<JobClaims>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Of_twenty_who_claim_at_once_one_wins()
    {
        var id = await QueueAsync();
        var claimed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Claims.ClaimAsync(id, $"worker-{i}", Cancel))));
        var winner = Assert.Single(claimed, c => c is not null)!;
        Assert.Equal((1, 1L), (winner.Attempt, winner.FencingToken));
    }

    [Fact]
    public async Task Twenty_workers_share_twenty_jobs_without_taking_one_twice()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await QueueAsync();
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Claims.ClaimNextAsync([JobKind.Train], $"worker-{i}", Cancel))));
        Assert.Equal(20, claimed.Select(c => c!.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_old_fencing_token_changes_nothing()
    {
        var id = await QueueAsync();
        var first = (await Claims.ClaimAsync(id, "slow", Cancel))!;
        await Claims.LoseAsync(id, first.FencingToken, Cause, Cancel);
        var second = (await Claims.ClaimAsync(id, "quick", Cancel))!;

        Assert.Null(await Claims.BeatAsync(id, first.FencingToken, Cancel));
        await Claims.ReportAsync(id, first.FencingToken, new JobProgress("phase.late", 9, 9), Cancel);
        Assert.False(await Claims.EndAsync(id, first.FencingToken, JobMove.Fail, Cause, Cancel));
        var job = await JobAsync(id);
        Assert.Equal((JobState.Running, "quick", "", second.Heartbeat), (job.State, job.Worker, job.Phase, job.Heartbeat));
    }

    [Fact]
    public async Task A_job_whose_worker_died_three_times_is_quarantined_and_ten_good_ones_finish()
    {
        var poison = await QueueAsync();
        var good = new List<Guid>();
        foreach (var _ in Enumerable.Range(0, 10))
        {
            good.Add(await QueueAsync());
        }

        while (await Claims.ClaimNextAsync([JobKind.Train], "worker", Cancel) is { } job)
        {
            await (job.Id == poison
                ? Claims.LoseAsync(job.Id, job.FencingToken, Cause, Cancel)
                : Claims.EndAsync(job.Id, job.FencingToken, JobMove.Succeed, null, Cancel));
        }

        var quarantined = await JobAsync(poison);
        Assert.Equal((JobState.Quarantined, 3, Cause.Code), (quarantined.State, quarantined.Attempt, quarantined.Failure?.Code));
        Assert.All(good, id => Assert.Equal(JobState.Succeeded, JobAsync(id).GetAwaiter().GetResult().State));
    }

    [Fact]
    public async Task A_job_that_leaves_something_behind_may_lose_its_worker_again_and_again()
    {
        var id = await QueueAsync();
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            var job = (await Claims.ClaimAsync(id, "worker", Cancel))!;
            await Claims.ForgiveAsync(id, job.FencingToken, Cancel);
            await Claims.LoseAsync(id, job.FencingToken, Cause, Cancel);
        }

        Assert.Equal(JobState.Queued, (await JobAsync(id)).State);
    }

    [Theory]
    [InlineData(true, JobState.Paused)]
    [InlineData(false, JobState.Cancelled)]
    public async Task A_worker_that_dies_on_the_way_to_a_pause_or_cancel_has_arrived(bool pause, JobState expected)
    {
        var id = await QueueAsync();
        var job = (await Claims.ClaimAsync(id, "worker", Cancel))!;
        await (pause ? Table.PauseAsync(id, Cancel) : Table.CancelAsync(id, Cancel));
        await Claims.LoseAsync(id, job.FencingToken, Cause, Cancel);
        Assert.Equal(expected, (await JobAsync(id)).State);
    }

    [Fact]
    public async Task Two_people_who_cancel_at_once_make_one_transition()
    {
        var id = await QueueAsync();
        await Claims.ClaimAsync(id, "worker", Cancel);
        var rang = 0;
        _studio.Services.GetRequiredService<JobBell>().Rang += _ => Interlocked.Increment(ref rang);
        var states = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Table.CancelAsync(id, Cancel))));
        Assert.Equal([JobState.Cancelling, JobState.Cancelling], states);
        Assert.Equal(1, rang);
    }

    [Fact]
    public async Task Two_who_cancel_a_thousand_jobs_at_once_make_a_thousand_transitions()
    {
        const int Rounds = 1000;
        var rang = 0;
        _studio.Services.GetRequiredService<JobBell>().Rang += _ => Interlocked.Increment(ref rang);
        foreach (var id in await RunningAsync(Rounds))
        {
            using var barrier = new Barrier(2);
            await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                barrier.SignalAndWait(Cancel);
                return Table.CancelAsync(id, Cancel);
            })));
        }

        Assert.Equal(Rounds, rang);
    }

    // Written as they stand: a thousand claims would take longer than what is tried here.
    private async Task<IReadOnlyList<Guid>> RunningAsync(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        await using var db = await _studio.DbAsync();
        db.Jobs.AddRange(ids.Select(id => new Job { Id = id, Kind = JobKind.Train, State = JobState.Running, FencingToken = 1, Worker = "worker" }));
        await db.SaveChangesAsync(Cancel);
        return ids;
    }

    private Task<Guid> QueueAsync() => Table.EnqueueAsync(JobKind.Train, Guid.CreateVersion7(), Guid.CreateVersion7(), "{}", Cancel);

    private async Task<Job> JobAsync(Guid id)
    {
        await using var db = await _studio.DbAsync();
        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, Cancel);
    }
}
