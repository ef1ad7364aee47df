using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>What awaits whom, and in which order.</summary>
public sealed class ReviewQueueTests : Desk
{
    [Fact]
    public async Task What_one_may_see_and_has_neither_rated_nor_judged_awaits_them_newest_first()
    {
        var shared = await DrawAsync(4);
        await DrawAsync(1, Visibility.Private);
        await RateAsync(Anna, shared[1], 3);
        await The<ReviewBook>().ReviewAsync(Anna, shared[2], ReviewState.Approved, "", false, Cancel);

        Assert.Equal([shared[0], shared[3]], await QueueAsync(Anna, new()));
        Assert.Equal(shared, await QueueAsync(Ben, new()));
        var counts = await The<ReviewQueue>().CountAsync(Anna, new(), all: false, Cancel);
        Assert.Equal((2, 2, 2), (counts.Waiting, counts.Done, counts.Kinds[Modality.Image]));
    }

    [Fact]
    public async Task What_somebody_asked_for_comes_first_and_soonest_due_before_all()
    {
        var ids = await DrawAsync(5);
        await AskAsync([ids[4]], due: 9);
        await AskAsync([ids[3]], due: 2);

        Assert.Equal([ids[3], ids[4], ids[0], ids[1], ids[2]], await QueueAsync(Anna, new()));
        Assert.Equal(ids, await QueueAsync(Ben, new()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Piece_by_piece_the_queue_comes_whole_wherever_a_piece_ends(int take)
    {
        var ids = await DrawAsync(6);
        await AskAsync([ids[4]], due: 9);
        await AskAsync([ids[5]], due: 2);
        List<Guid> come = [];
        string? next = null;
        do
        {
            var piece = await The<ReviewQueue>().PieceAsync(Anna, new(), next, take, Cancel);
            Assert.InRange(piece.Items.Count, 1, take);
            come.AddRange(piece.Items);
            next = piece.Next;
        }
        while (next is not null);

        Assert.Equal([ids[5], ids[4], ids[0], ids[1], ids[2], ids[3]], come);
    }

    [Fact]
    public async Task A_place_that_was_worked_off_meanwhile_loses_nothing_of_the_queue()
    {
        var ids = await DrawAsync(3);
        await AskAsync([ids[2]], due: 9);
        var piece = await The<ReviewQueue>().PieceAsync(Anna, new(), null, 1, Cancel);
        Assert.Equal([ids[2]], piece.Items);
        await RateAsync(Anna, ids[2], 3);

        Assert.Equal([ids[0], ids[1]], (await The<ReviewQueue>().PieceAsync(Anna, new(), piece.Next, 9, Cancel)).Items);
    }

    [Theory]
    [InlineData(ReviewOrder.Newest, "x")]
    [InlineData(ReviewOrder.Newest, "0197aaaa-0000-7000-8000-000000000001")]
    [InlineData(ReviewOrder.Disagreements, "n0197aaaa000070008000000000000001")]
    public async Task A_place_that_no_piece_ended_at_is_refused(ReviewOrder order, string after)
    {
        var refusal = await Assert.ThrowsAsync<ReviewException>(() => The<ReviewQueue>().PieceAsync(Anna, new(Order: order), after, 9, Cancel));
        Assert.Equal("reviews.queue.after", refusal.Code);
    }

    [Fact]
    public async Task A_request_waits_neither_for_what_is_in_the_trash_nor_for_who_has_left()
    {
        var ids = await DrawAsync(2);
        await The<ReviewRequests>().AskAsync(Maker, ids, [Anna.PersonId, Ben.PersonId], "", null, Cancel);
        Assert.Equal(4, Assert.Single(await The<ReviewRequests>().OfAsync(Maker, Cancel)).Left);
        await The<Data.Gallery.GalleryTrash>().TrashAsync(Maker, [ids[0]], Cancel);
        await using (var db = await Studio.DbAsync())
        {
            await db.People.Where(p => p.Id == Ben.PersonId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Disabled, true), Cancel);
        }

        Assert.Equal(1, Assert.Single(await The<ReviewRequests>().OfAsync(Maker, Cancel)).Left);
    }

    [Fact]
    public async Task Disagreements_come_first_where_they_are_wanted()
    {
        var ids = await DrawAsync(4);
        await RateAsync(Maker, ids[2], 1);
        await RateAsync(Ben, ids[2], 5);
        await RateAsync(Maker, ids[1], 3);
        await RateAsync(Ben, ids[1], 4);

        Assert.Equal([ids[2], ids[1], ids[0], ids[3]], await QueueAsync(Anna, new(Order: ReviewOrder.Disagreements)));
    }

    [Fact]
    public async Task A_request_goes_from_the_card_as_it_is_worked_off_and_ends_when_it_is_no_longer_needed()
    {
        var ids = await DrawAsync(2);
        var request = await AskAsync(ids, due: 3);
        await RateAsync(Anna, ids[0], 2);

        var asked = Assert.Single(await The<ReviewRequests>().OfAsync(Anna, Cancel));
        Assert.Equal(("Maker", "Look.", 2, 1, false), (asked.AskedBy, asked.Note, asked.Count, asked.Left, asked.Mine));
        Assert.Empty(await The<ReviewRequests>().OfAsync(Ben, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => The<ReviewRequests>().CloseAsync(Anna, request, Cancel));
        await The<ReviewRequests>().CloseAsync(Maker, request, Cancel);
        Assert.Empty(await The<ReviewRequests>().OfAsync(Anna, Cancel));
    }

    [Fact]
    public async Task Nobody_is_asked_for_what_they_may_not_see_and_no_reviewer_asks()
    {
        var hidden = await DrawAsync(1, Visibility.Private);

        var refusal = await Assert.ThrowsAsync<ReviewException>(() => AskAsync(hidden, due: 1));
        Assert.Equal("reviews.ask.hidden(Anna)", refusal.Message);
        await Assert.ThrowsAsync<RefusedException>(() => The<ReviewRequests>().AskAsync(Anna, hidden, [Ben.PersonId], "", null, Cancel));
    }

    [Fact]
    public async Task A_judgement_taken_back_leaves_the_state_that_stood_before()
    {
        var id = (await DrawAsync(1))[0];
        var book = The<ReviewBook>();
        await book.ReviewAsync(Ben, id, ReviewState.NeedsWork, "", false, Cancel);
        var mine = await book.ReviewAsync(Anna, id, ReviewState.Rejected, "", false, Cancel);
        await book.TakeBackAsync(Ben, [mine], Cancel);
        Assert.Equal(ReviewState.Rejected, (await book.OfAsync(Anna, id, Cancel))[0].State);

        await book.TakeBackAsync(Anna, [mine], Cancel);

        Assert.Equal(ReviewState.NeedsWork, Assert.Single(await book.OfAsync(Maker, id, Cancel)).State);
        await using var db = await Studio.DbAsync();
        Assert.Equal(ReviewState.NeedsWork, (await db.Artifacts.FindAsync([id], Cancel))!.ReviewState);
    }

    private Task<IReadOnlyList<Guid>> QueueAsync(Viewer viewer, ReviewFilter filter) => The<ReviewQueue>().IdsAsync(viewer, filter, 100, Cancel);

    private Task<Guid> AskAsync(IReadOnlyList<Guid> ids, int due) =>
        The<ReviewRequests>().AskAsync(Maker, ids, [Anna.PersonId], "Look.", TimeProvider.System.GetUtcNow().AddDays(due), Cancel);
}
