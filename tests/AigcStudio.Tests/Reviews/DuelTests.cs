using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>Blind duels and the order that comes of them.</summary>
public sealed class DuelTests : Desk
{
    [Fact]
    public async Task Duels_are_between_different_makers_and_no_pair_comes_twice()
    {
        var (ones, others) = (await DrawAsync(3), await DrawAsync(3));
        var met = new HashSet<(Guid, Guid)>();
        while (await The<DuelBook>().NextAsync(Anna, new(), false, Cancel) is { } pair)
        {
            var (one, other) = ones.Contains(pair.Left.Id) ? (pair.Left.Id, pair.Right.Id) : (pair.Right.Id, pair.Left.Id);
            Assert.Contains(one, ones);
            Assert.Contains(other, others);
            Assert.True(met.Add((one, other)), "A pair came twice.");
            await The<DuelBook>().VoteAsync(Anna, pair.Left.Id, pair.Right.Id, DuelVerdict.Tie, Cancel);
        }

        Assert.Equal(9, met.Count);
    }

    [Fact]
    public async Task A_maker_that_is_alone_meets_itself_and_kinds_never_meet()
    {
        var pictures = await DrawAsync(2);
        var sound = await DrawAsync(1, kind: Modality.Audio);
        var pair = await The<DuelBook>().NextAsync(Anna, new(), false, Cancel);

        Assert.Equal(pictures.Order(), new[] { pair!.Left.Id, pair.Right.Id }.Order());
        await Assert.ThrowsAsync<RefusedException>(() => The<DuelBook>().VoteAsync(Anna, pictures[0], sound[0], DuelVerdict.Left, Cancel));
    }

    [Fact]
    public async Task Where_labels_must_be_the_same_they_are()
    {
        await DrawAsync(2, label: "cup");
        await DrawAsync(2, label: "pot");
        Assert.Null(await The<DuelBook>().NextAsync(Anna, new(), true, Cancel));
        await DrawAsync(2, label: "pot");

        var pair = await The<DuelBook>().NextAsync(Anna, new(), true, Cancel);
        Assert.Equal(("pot", "pot"), (pair!.Left.Label, pair.Right.Label));
    }

    [Fact]
    public async Task Nobody_votes_twice_on_two_and_a_vote_taken_back_can_be_cast_again()
    {
        var (one, other) = ((await DrawAsync(1))[0], (await DrawAsync(1))[0]);
        var outcome = await The<DuelBook>().VoteAsync(Anna, one, other, DuelVerdict.Left, Cancel);

        var refusal = await Assert.ThrowsAsync<ReviewException>(() => The<DuelBook>().VoteAsync(Anna, other, one, DuelVerdict.Left, Cancel));
        Assert.Equal("reviews.duel.already", refusal.Code);
        await Assert.ThrowsAsync<RefusedException>(() => The<DuelBook>().TakeBackAsync(Ben, outcome.Id, Cancel));
        await The<DuelBook>().TakeBackAsync(Anna, outcome.Id, Cancel);
        await The<DuelBook>().VoteAsync(Anna, other, one, DuelVerdict.Tie, Cancel);
    }

    [Fact]
    public async Task The_board_says_nothing_then_too_few_then_who_is_best()
    {
        var (good, bad) = (await DrawAsync(30), await DrawAsync(30));
        Assert.Equal(LeaderboardSays.Nothing, (await BoardAsync()).Says);
        for (var i = 0; i < 30; i++)
        {
            await The<DuelBook>().VoteAsync(i % 2 == 0 ? Anna : Ben, good[i], bad[i], i % 10 == 0 ? DuelVerdict.Right : DuelVerdict.Left, Cancel);
            if (i == 4)
            {
                Assert.Equal(LeaderboardSays.TooFew, (await BoardAsync()).Says);
            }
        }

        var board = await BoardAsync();
        Assert.Equal((LeaderboardSays.Best, 30, 2), (board.Says, board.Duels, board.People));
        Assert.Equal((27.0, 3.0), (board.Standings[0].Wins, board.Standings[1].Wins));
        Assert.Equal(await RunOfAsync(good[0]), board.Standings[0].Contender.RunId);
        Assert.True(board.Standings[0].Low > board.Standings[1].High, "Nine of ten leave no doubt.");
    }

    [Fact]
    public async Task Losers_thrown_away_still_count_and_what_is_private_counts_only_for_those_who_see_it()
    {
        var (one, other) = (await DrawAsync(2), await DrawAsync(2));
        var hidden = await DrawAsync(1, Visibility.Private);
        await The<DuelBook>().VoteAsync(Anna, one[0], other[0], DuelVerdict.Left, Cancel);
        await The<DuelBook>().VoteAsync(Maker, one[1], hidden[0], DuelVerdict.Left, Cancel);
        await The<Data.Gallery.GalleryTrash>().TrashAsync(Maker, [other[0]], Cancel);

        Assert.Equal((1, 2), ((await BoardAsync()).Duels, (await The<Leaderboard>().ReadAsync(Maker, null, null, Cancel)).Duels));
    }

    [Fact]
    public async Task Losers_gone_for_good_still_count_and_can_be_taken_back()
    {
        var (good, bad) = (await DrawAsync(2), await DrawAsync(2));
        var votes = new[]
        {
            await The<DuelBook>().VoteAsync(Anna, good[0], bad[0], DuelVerdict.Left, Cancel),
            await The<DuelBook>().VoteAsync(Anna, good[1], bad[1], DuelVerdict.Left, Cancel),
        };
        var before = await BoardAsync();
        await The<Data.Gallery.GalleryTrash>().TrashAsync(Maker, bad, Cancel);
        await using (var db = await Studio.DbAsync())
        {
            await db.Artifacts.Where(a => bad.Contains(a.Id)).ExecuteDeleteAsync(Cancel);
        }

        var after = await BoardAsync();
        Assert.Equal((2, Modality.Image), (after.Duels, after.Modality));
        Assert.Equal(before.Standings, after.Standings);
        Assert.Null(await The<DuelBook>().NextAsync(Ben, new(Modality.Image, RunId: after.Standings[1].Contender.RunId), false, Cancel));
        await The<DuelBook>().TakeBackAsync(Anna, votes[0].Id, Cancel);
        Assert.Equal(1, (await BoardAsync()).Duels);
    }

    private Task<LeaderboardView> BoardAsync() => The<Leaderboard>().ReadAsync(Ben, null, null, Cancel);

    private async Task<Guid> RunOfAsync(Guid artifact)
    {
        await using var db = await Studio.DbAsync();
        return await db.Artifacts.Where(a => a.Id == artifact).Select(a => a.RunId).SingleAsync(Cancel);
    }
}
