using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Jobs;

/// <summary>What an administrator does at the desk: finds jobs, changes whose turn it is, and knows by when one has stopped.</summary>
public sealed class JobDeskTests
{
    private static readonly Viewer Admin = new(Guid.CreateVersion7(), Role.Admin);
    private static readonly Viewer Owner = new(Guid.CreateVersion7(), Role.Creator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_moved_to_the_front_goes_first_and_the_undo_gives_its_turn_back()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var (acts, claims) = (studio.Services.GetRequiredService<JobActs>(), studio.Services.GetRequiredService<JobClaims>());
        var (first, second) = (await QueueAsync(studio), await QueueAsync(studio));

        var before = await acts.MoveToFrontAsync(Admin, second, Cancel);
        var moved = await claims.WaitingAsync([JobKind.Import], Cancel);
        await acts.RankAsync(Admin, second, before, Cancel);
        var undone = await claims.WaitingAsync([JobKind.Import], Cancel);

        Assert.Equal([second, first], moved.Select(j => j.Id));
        Assert.Equal([first, second], undone.Select(j => j.Id));
        Assert.Equal(
            ["job.ranked", "job.front"], (await studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel)).Select(e => e.Act));
    }

    [Fact]
    public async Task What_has_begun_keeps_its_place_and_only_an_administrator_moves_what_waits()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var acts = studio.Services.GetRequiredService<JobActs>();
        var (begun, waits) = (await QueueAsync(studio), await QueueAsync(studio));
        await studio.Services.GetRequiredService<JobClaims>().ClaimAsync(begun, "worker", Cancel);

        Assert.Equal("jobs.notWaiting.conflict", (await Assert.ThrowsAsync<JobException>(() => acts.MoveToFrontAsync(Admin, begun, Cancel))).Code);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => acts.MoveToFrontAsync(Owner, waits, Cancel))).Code);
    }

    [Fact]
    public async Task Jobs_are_found_by_id_by_person_and_by_the_day_they_were_asked_for()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(clock));
        await using (var db = await studio.DbAsync())
        {
            db.People.Add(new Person { Id = Owner.PersonId, DisplayName = "Olga", UserName = "olga" });
            await db.SaveChangesAsync(Cancel);
        }

        var early = await QueueAsync(studio);
        clock.Advance(TimeSpan.FromDays(2));
        var late = await QueueAsync(studio);

        Assert.Equal([early], await FindAsync(studio, new JobFilter(Search: early.ToString())));
        Assert.Equal([late, early], await FindAsync(studio, new JobFilter(Search: "olg")));
        Assert.Empty(await FindAsync(studio, new JobFilter(Search: "nobody")));
        Assert.Equal([late], await FindAsync(studio, new JobFilter { Since = clock.GetUtcNow().AddDays(-1) }));
        Assert.Equal([early], await FindAsync(studio, new JobFilter { Until = clock.GetUtcNow().AddDays(-1) }));
    }

    [Fact]
    public async Task Failures_count_from_the_moment_asked_about()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(clock));
        await FailAsync(studio);
        clock.Advance(TimeSpan.FromHours(20));
        await FailAsync(studio);
        await QueueAsync(studio);

        var reader = studio.Services.GetRequiredService<JobReader>();

        Assert.Equal(new JobCounts(1, 0, 1), await reader.CountAsync(Admin, clock.GetUtcNow().AddHours(-8), Cancel));
        Assert.Equal(new JobCounts(1, 0, 2), await reader.CountAsync(Admin, clock.GetUtcNow().AddHours(-24), Cancel));
        Assert.Equal(new JobCounts(0, 0, 0), await reader.CountAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), default, Cancel));
    }

    /// <summary>The worker is deaf and beats once more than it should: a dispatcher that looks every round takes the job away in time.</summary>
    [Fact]
    public async Task A_stopped_job_whose_worker_is_deaf_has_ended_by_the_time_that_is_promised()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(clock));
        var options = new JobsOptions();
        var (claims, reader) = (studio.Services.GetRequiredService<JobClaims>(), studio.Services.GetRequiredService<JobReader>());
        var id = await QueueAsync(studio);
        var job = (await claims.ClaimAsync(id, "worker", Cancel))!;
        await studio.Services.GetRequiredService<JobActs>().CancelAsync(Admin, id, Cancel);
        var promised = new JobStops(Options.Create(options)).By(await reader.GetAsync(Admin, id, Cancel))!.Value;

        var watch = new LeaseWatch(clock, TimeSpan.FromSeconds(options.LeaseSeconds));
        clock.Advance(TimeSpan.FromSeconds(1));
        await claims.BeatAsync(id, job.FencingToken, Cancel);
        JobState state;
        do
        {
            clock.Advance(TimeSpan.FromSeconds(options.RoundSeconds));
            foreach (var dead in watch.FindDead(await claims.HeldAsync(Cancel)))
            {
                await claims.LoseAsync(dead.Id, dead.FencingToken, Said.Of("jobs.workerLost"), Cancel);
            }

            state = (await reader.GetAsync(Admin, id, Cancel)).State;
        }
        while (state == JobState.Cancelling);

        Assert.Equal(JobState.Cancelled, state);
        Assert.InRange(clock.GetUtcNow(), promised.AddSeconds(-options.RoundSeconds), promised);
    }

    private static async Task<IEnumerable<Guid>> FindAsync(TemporaryStudio studio, JobFilter filter) =>
        (await studio.Services.GetRequiredService<JobReader>().ListAsync(Admin, filter, null, 10, Cancel)).Items.Select(j => j.Id);

    private static async Task FailAsync(TemporaryStudio studio)
    {
        var claims = studio.Services.GetRequiredService<JobClaims>();
        var id = await QueueAsync(studio);
        var job = (await claims.ClaimAsync(id, "worker", Cancel))!;
        await claims.EndAsync(id, job.FencingToken, JobMove.Fail, Said.Of("jobs.fault", id), Cancel);
    }

    private static Task<Guid> QueueAsync(TemporaryStudio studio) => studio.Services.GetRequiredService<JobTable>()
        .EnqueueAsync(JobKind.Import, Guid.CreateVersion7(), Owner.PersonId, "{}", Cancel);
}
