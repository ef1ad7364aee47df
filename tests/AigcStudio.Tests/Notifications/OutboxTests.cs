using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Notifications;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Gallery;
using AigcStudio.Web.Notifications;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Notifications;

/// <summary>Who is told what, once, and in one transaction with what happened.</summary>
public sealed class OutboxTests : Post
{
    [Fact]
    public async Task The_same_thing_is_told_once_however_often_it_is_raised()
    {
        await SetAsync("localhost", 25, "https://hook.example.org/x");
        await RaiseAsync();
        await RaiseAsync();

        Assert.Single(await NewsAsync(Carl));
        Assert.Equal([NoticeWay.Mail, NoticeWay.Webhook], (await DeliveriesAsync()).Select(d => d.Way).Order());
    }

    [Fact]
    public async Task The_table_itself_refuses_a_second_row_of_the_same_thing()
    {
        await RaiseAsync();
        await using var db = await Studio.DbAsync();
        var told = await db.Notices.AsNoTracking().SingleAsync(Cancel);
        db.Notices.Add(new Notice { Id = Guid.CreateVersion7(), PersonId = told.PersonId, Key = told.Key, Sentence = told.Sentence, Link = told.Link });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task What_is_undone_was_never_told()
    {
        await using (var db = await Studio.DbAsync())
        await using (var transaction = await db.Database.BeginTransactionAsync(Cancel))
        {
            await Outbox.RaiseAsync(db, new Happening("k", NoticeKind.RunEnded, Said.Of("notice.RunEnded", "Tea"), "/", Clock.GetUtcNow()), [Carl.PersonId], Cancel);
        }

        Assert.Empty(await NewsAsync(Carl));
    }

    [Theory]
    [InlineData(nameof(JobMove.Succeed), NoticeKind.RunEnded)]
    [InlineData(nameof(JobMove.Fail), NoticeKind.RunFailed)]
    [InlineData(nameof(JobMove.Stop), null)]
    public async Task The_owner_hears_how_a_training_ended_but_not_of_one_that_was_stopped(string move, NoticeKind? expected)
    {
        var job = await BeginAsync(Carl);
        await The<JobClaims>().EndAsync(job.Id, job.FencingToken, JobMove.All.Single(m => m.Name.Equals(move, StringComparison.OrdinalIgnoreCase)), null, Cancel);

        Assert.Equal(expected is { } kind ? [kind] : [], (await NewsAsync(Carl)).Select(n => n.Kind));
        Assert.Empty(await NewsAsync(Admin));
    }

    [Fact]
    public async Task Who_only_reviews_hears_nothing_of_runs()
    {
        var job = await BeginAsync(Rita);
        await The<JobClaims>().EndAsync(job.Id, job.FencingToken, JobMove.Succeed, null, Cancel);

        Assert.Empty(await NewsAsync(Rita));
    }

    [Fact]
    public async Task A_worry_that_asks_for_an_act_is_told_once_and_a_lesser_one_never()
    {
        var job = await BeginAsync(Carl);
        var lease = new JobLease(job.Id, job.SubjectId, job.OwnerId, "{}", 1, job.FencingToken, new Progress<JobProgress>(), CancellationToken.None);
        foreach (var worry in (int[])[1, 2, 1, 2])
        {
            var batch = new RunBatch { LastSequence = 1, Health = new HealthJudged(5, Said.Of("health.exploding"), worry) };
            await The<RunRecorder>().WriteAsync(lease, batch, Cancel);
        }

        Assert.Equal(NoticeKind.RunWorries, Assert.Single(await NewsAsync(Carl)).Kind);
    }

    [Fact]
    public async Task Administrators_hear_of_a_lost_worker_and_of_each_loss_once()
    {
        var job = await BeginAsync(Carl);
        await The<JobClaims>().LoseAsync(job.Id, job.FencingToken, Said.Of("jobs.workerLost"), Cancel);
        await The<JobClaims>().LoseAsync(job.Id, job.FencingToken, Said.Of("jobs.workerLost"), Cancel);

        Assert.Equal(NoticeKind.WorkerLost, Assert.Single(await NewsAsync(Admin)).Kind);
        Assert.Empty(await NewsAsync(Carl));
    }

    [Fact]
    public async Task Whoever_is_asked_for_a_review_hears_of_it_with_a_link_to_it()
    {
        var generation = await Shelf.LineageAsync(Studio, Carl.PersonId, "c");
        var artifacts = await Shelf.FillAsync(Studio, generation, 2);
        var request = await The<ReviewRequests>().AskAsync(Carl, [.. artifacts.Select(a => a.Id)], [Rita.PersonId], "", null, Cancel);

        var told = Assert.Single(await NewsAsync(Rita));
        Assert.Equal((NoticeKind.ReviewAsked, $"/review/focus?requestId={request}"), (told.Kind, told.Link));
        Assert.Equal(["Carl", "2"], told.Sentence.Arguments);
    }

    [Fact]
    public async Task A_disk_that_stays_full_is_told_once_a_day()
    {
        var watch = The<DiskWatch>();
        await watch.JudgeAsync(50_000_000_000, 100_000_000_000, Cancel);
        Assert.Empty(await NewsAsync(Admin));

        await watch.JudgeAsync(2_000_000_000, 100_000_000_000, Cancel);
        await watch.JudgeAsync(1_000_000_000, 100_000_000_000, Cancel);
        Assert.Single(await NewsAsync(Admin));
        Clock.Advance(TimeSpan.FromDays(1));
        await watch.JudgeAsync(1_000_000_000, 100_000_000_000, Cancel);
        Assert.Equal(2, (await NewsAsync(Admin)).Count);
    }

    [Fact]
    public async Task A_person_hears_what_they_chose_and_by_the_way_they_chose()
    {
        await SetAsync("localhost", 25);
        var choices = The<NoticeChoices>();
        await choices.SetAsync(Carl, new NoticeSwitch(NoticeKind.RunFailed, NoticeWay.Browser, false), Cancel);
        await choices.SetAsync(Carl, new NoticeSwitch(NoticeKind.RunEnded, NoticeWay.Mail, true), Cancel);
        await choices.SetAsync(Carl, new NoticeSwitch(NoticeKind.RunFailed, NoticeWay.Mail, false), Cancel);
        await RaiseAsync(NoticeKind.RunFailed, "a");
        await RaiseAsync(NoticeKind.RunEnded, "b");

        Assert.Equal([NoticeKind.RunEnded], (await NewsAsync(Carl)).Select(n => n.Kind));
        Assert.Equal([NoticeKind.RunEnded], (await DeliveriesAsync()).Select(d => d.Kind));
        await Assert.ThrowsAsync<NotificationException>(() => choices.SetAsync(Rita, new NoticeSwitch(NoticeKind.RunEnded, NoticeWay.Mail, true), Cancel));
    }

    [Fact]
    public async Task Nobody_sees_or_reads_the_news_of_another()
    {
        await RaiseAsync();
        var told = Assert.Single(await NewsAsync(Carl));

        Assert.Empty(await NewsAsync(Admin));
        Assert.Equal(0, await The<Inbox>().ReadAsync(Admin, [told.Id], Cancel));
        Assert.Equal(1, await The<Inbox>().CountUnreadAsync(Carl, Cancel));
        Assert.Equal(1, await The<Inbox>().ReadAsync(Carl, null, Cancel));
        Assert.Equal(0, await The<Inbox>().CountUnreadAsync(Carl, Cancel));
    }

    private async Task<Job> BeginAsync(Viewer owner)
    {
        var generation = await Shelf.LineageAsync(Studio, owner.PersonId, "c");
        var id = await The<JobTable>().EnqueueAsync(JobKind.Train, generation.RunId, owner.PersonId, "{}", Cancel);
        return (await The<JobClaims>().ClaimAsync(id, "worker", Cancel))!;
    }
}
