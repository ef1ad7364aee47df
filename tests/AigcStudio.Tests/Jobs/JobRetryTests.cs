using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Jobs;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class JobRetryTests
{
    private static readonly Viewer Owner = new(Guid.CreateVersion7(), Role.Creator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stopped_is_queued_again_as_a_new_job_of_the_same_work_and_the_log_says_so()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var acts = studio.Services.GetRequiredService<JobActs>();
        var stopped = await QueueAsync(studio);
        await acts.CancelAsync(Owner, stopped, Cancel);

        var again = await acts.RetryAsync(Owner, stopped, Cancel);

        await using var db = await studio.DbAsync();
        var (before, after) = (await db.Jobs.SingleAsync(j => j.Id == stopped, Cancel), await db.Jobs.SingleAsync(j => j.Id == again, Cancel));
        Assert.Equal((before.SubjectId, before.Kind, before.Payload, before.OwnerId), (after.SubjectId, after.Kind, after.Payload, after.OwnerId));
        Assert.Equal((JobState.Cancelled, JobState.Queued), (before.State, after.State));
        Assert.Equal(
            ["job.cancelled", "job.retried"],
            (await studio.Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel)).Select(e => e.Act).Order());
    }

    [Fact]
    public async Task Work_that_waits_already_is_not_queued_twice()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var acts = studio.Services.GetRequiredService<JobActs>();
        var stopped = await QueueAsync(studio);

        await Assert.ThrowsAsync<JobException>(() => acts.RetryAsync(Owner, stopped, Cancel));
        await acts.CancelAsync(Owner, stopped, Cancel);
        await acts.RetryAsync(Owner, stopped, Cancel);
        await Assert.ThrowsAsync<JobException>(() => acts.RetryAsync(Owner, stopped, Cancel));

        await using var db = await studio.DbAsync();
        Assert.Equal(2, await db.Jobs.CountAsync(Cancel));
    }

    [Fact]
    public async Task Others_jobs_are_not_there()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var acts = studio.Services.GetRequiredService<JobActs>();
        var theirs = await QueueAsync(studio);
        await acts.CancelAsync(Owner, theirs, Cancel);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => acts.RetryAsync(new Viewer(Guid.CreateVersion7(), Role.Creator), theirs, Cancel));
        Assert.Equal("refused.notFound", refusal.Code);
    }

    private static Task<Guid> QueueAsync(TemporaryStudio studio) => studio.Services.GetRequiredService<JobTable>()
        .EnqueueAsync(JobKind.Import, Guid.CreateVersion7(), Owner.PersonId, """{"a":1}""", Cancel);
}
