using AigcStudio.Core.Notifications;
using AigcStudio.Data.Notifications;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>What a link opens, and when it opens nothing.</summary>
public sealed class GuestDeskTests : Desk
{
    [Fact]
    public async Task A_link_shows_exactly_its_artifacts_in_their_order_less_those_that_went()
    {
        var ids = await DrawAsync(4);
        var link = await LinkAsync([ids[2], ids[0], ids[1]]);
        await The<GalleryTrash>().TrashAsync(Maker, [ids[0]], Cancel);

        var room = await The<GuestDesk>().RoomAsync(link.Secret, Cancel);
        Assert.Equal([ids[2], ids[1]], (await The<GuestDesk>().ItemsAsync(room!, Cancel)).Select(i => i.Id));
        Assert.Equal("For you", room!.Title);
        Assert.Equal(ids[1], (await The<GuestDesk>().ItemAsync(room, ids[1], Cancel))!.Id);
        Assert.Null(await The<GuestDesk>().ItemAsync(room, ids[0], Cancel));
        Assert.Null(await The<GuestDesk>().ItemAsync(room, ids[3], Cancel));
    }

    [Fact]
    public async Task The_secret_is_kept_as_a_hash_alone()
    {
        var link = await LinkAsync(await DrawAsync(1));
        await using var db = await Studio.DbAsync();

        Assert.NotEqual(link.Secret, (await db.GuestLinks.SingleAsync(Cancel)).SecretHash);
        Assert.DoesNotContain(link.Secret, string.Join('\n', await db.Audit.Select(a => a.Act + a.Subject + a.Details).ToListAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unknown_over_withdrawn_or_whose_maker_left_opens_nothing()
    {
        var ids = await DrawAsync(1);
        var (over, withdrawn, orphan) = (await LinkAsync(ids), await LinkAsync(ids), await LinkAsync(ids));
        await The<GuestLinks>().WithdrawAsync(Maker, withdrawn.Id, Cancel);
        await using (var db = await Studio.DbAsync())
        {
            await db.GuestLinks.Where(l => l.Id == over.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Cancel);
        }

        Assert.NotNull(await The<GuestDesk>().RoomAsync(orphan.Secret, Cancel));
        await using (var db = await Studio.DbAsync())
        {
            await db.People.Where(p => p.Id == Maker.PersonId).ExecuteUpdateAsync(s => s.SetProperty(p => p.Disabled, true), Cancel);
        }

        foreach (var secret in new[] { "nonsense", "", over.Secret, withdrawn.Secret, orphan.Secret })
        {
            Assert.Null(await The<GuestDesk>().RoomAsync(secret, Cancel));
        }
    }

    [Fact]
    public async Task A_guest_rates_only_what_is_in_the_room_and_apart_from_the_workspace()
    {
        var ids = await DrawAsync(2);
        var (room, guest) = await EnterAsync(await LinkAsync([ids[0]]));
        await The<GuestDesk>().RateAsync(room, guest, ids[0], 2, "Hm.", Cancel);
        await The<GuestDesk>().RateAsync(room, guest, ids[0], 4, " Better. ", Cancel);

        await Assert.ThrowsAsync<RefusedException>(() => The<GuestDesk>().RateAsync(room, guest, ids[1], 4, "", Cancel));
        var word = Assert.Single(await The<GuestLinks>().WordsAsync(Maker, ids[0], Cancel));
        Assert.Equal(("Carla", 4, "Better."), (word.GuestName, word.Stars, word.Words));
        var tile = Assert.Single(await The<GalleryReader>().TilesAsync(Maker, [ids[0]], Cancel));
        Assert.Equal((0, 0.0), (tile.RatingCount, tile.Stars));
        var card = Assert.Single(await The<GuestLinks>().ListAsync(Maker, Cancel));
        Assert.Equal((1, 1, 1, 4.0), (card.Artifacts, card.Guests, card.Rated, card.Stars));
    }

    [Fact]
    public async Task Whoever_made_a_link_hears_once_that_a_guest_has_rated_all_of_it()
    {
        var ids = await DrawAsync(2);
        var (room, guest) = await EnterAsync(await LinkAsync(ids));
        await The<GuestDesk>().RateAsync(room, guest, ids[0], 2, "", Cancel);
        Assert.Empty(await NewsAsync());

        await The<GuestDesk>().RateAsync(room, guest, ids[1], 3, "", Cancel);
        await The<GuestDesk>().RateAsync(room, guest, ids[0], 5, "", Cancel);
        var told = Assert.Single(await NewsAsync());
        Assert.Equal((NoticeKind.GuestRated, "/review/guests"), (told.Kind, told.Link));
        Assert.Equal("Carla", told.Sentence.Arguments[0]);

        async Task<IReadOnlyList<NoticeCard>> NewsAsync() => (await The<Inbox>().ListAsync(Maker, false, null, 20, Cancel)).Items;
    }

    [Fact]
    public async Task A_guest_of_one_link_is_nobody_at_another()
    {
        var ids = await DrawAsync(2);
        var (one, other) = (await LinkAsync([ids[0]]), await LinkAsync([ids[1]]));
        var room = await The<GuestDesk>().RoomAsync(one.Secret, Cancel);
        var token = await The<GuestDesk>().EnterAsync(room!, "Carla", Cancel);

        Assert.NotNull(await The<GuestDesk>().GuestAsync(room!, token, Cancel));
        Assert.Null(await The<GuestDesk>().GuestAsync((await The<GuestDesk>().RoomAsync(other.Secret, Cancel))!, token, Cancel));
    }

    [Fact]
    public async Task Links_are_made_and_withdrawn_by_creators_of_what_they_see_and_the_audit_log_has_it()
    {
        var ids = await DrawAsync(1);
        await Assert.ThrowsAsync<RefusedException>(() => The<GuestLinks>().CreateAsync(Anna, ids, "T", 3, Cancel));
        var other = await PersonAsync("Other", Role.Creator);
        var hidden = await DrawAsync(1, Visibility.Private);
        await Assert.ThrowsAsync<RefusedException>(() => The<GuestLinks>().CreateAsync(other, hidden, "T", 3, Cancel));
        var link = await LinkAsync(ids);
        await Assert.ThrowsAsync<RefusedException>(() => The<GuestLinks>().WithdrawAsync(other, link.Id, Cancel));
        await The<GuestLinks>().WithdrawAsync(Maker, link.Id, Cancel);

        var acts = (await The<Data.Accounts.AuditLog>().ListAsync(null, 10, Cancel)).Select(e => (e.Act, e.Subject));
        Assert.Equal([("guestLink.withdrawn", $"guestLink:{link.Id}"), ("guestLink.created", $"guestLink:{link.Id}")], acts);
    }

    [Fact]
    public async Task What_was_said_of_an_artifact_goes_with_it_but_duels_still_count_for_their_makers()
    {
        var ids = await DrawAsync(2);
        var (room, guest) = await EnterAsync(await LinkAsync(ids));
        await The<GuestDesk>().RateAsync(room, guest, ids[0], 2, "", Cancel);
        await The<CommentBook>().AddAsync(Anna, ids[0], "Dark.", CommentPlace.Whole, null, Cancel);
        await The<DuelBook>().VoteAsync(Anna, ids[0], ids[1], Core.Reviews.DuelVerdict.Left, Cancel);
        await The<ReviewRequests>().AskAsync(Maker, ids, [Anna.PersonId], "", null, Cancel);

        // As the trash does it.
        await using var db = await Studio.DbAsync();
        await db.Artifacts.Where(a => a.Id == ids[0]).ExecuteDeleteAsync(Cancel);
        Assert.Equal(
            (0, 0, 1, 1, 1),
            (await db.GuestRatings.CountAsync(Cancel), await db.ReviewComments.CountAsync(Cancel), await db.Duels.CountAsync(Cancel),
                await db.GuestLinkItems.CountAsync(Cancel), await db.ReviewRequestItems.CountAsync(Cancel)));
    }

    private Task<NewGuestLink> LinkAsync(IReadOnlyList<Guid> ids) => The<GuestLinks>().CreateAsync(Maker, ids, "For you", 14, Cancel);

    private async Task<(GuestRoom Room, SeatedGuest Guest)> EnterAsync(NewGuestLink link)
    {
        var room = await The<GuestDesk>().RoomAsync(link.Secret, Cancel);
        var token = await The<GuestDesk>().EnterAsync(room!, " Carla ", Cancel);
        return (room!, (await The<GuestDesk>().GuestAsync(room!, token, Cancel))!);
    }
}
