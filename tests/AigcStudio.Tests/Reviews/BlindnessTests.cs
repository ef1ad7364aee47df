using AigcStudio.Core.Accounts;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>Blind until rated holds wherever an artifact is read, not at the desk alone.</summary>
public sealed class BlindnessTests : Desk
{
    [Fact]
    public async Task Who_only_reviews_learns_nothing_of_others_until_they_have_rated()
    {
        var id = (await DrawAsync(1))[0];
        await RateAsync(Ben, id, 5);
        await The<ReviewBook>().ReviewAsync(Ben, id, ReviewState.Rejected, "Dark.", false, Cancel);
        await The<CommentBook>().AddAsync(Ben, id, "Here.", CommentPlace.Whole, null, Cancel);
        await The<CommentBook>().AddAsync(Anna, id, "Mine.", CommentPlace.Whole, null, Cancel);
        var link = await The<GuestLinks>().CreateAsync(Maker, [id], "For you", 14, Cancel);
        var room = (await The<GuestDesk>().RoomAsync(link.Secret, Cancel))!;
        var token = await The<GuestDesk>().EnterAsync(room, "Carla", Cancel);
        await The<GuestDesk>().RateAsync(room, (await The<GuestDesk>().GuestAsync(room, token, Cancel))!, id, 1, "No.", Cancel);

        Assert.Equal((true, 0, 0.0, ReviewState.Open, 0, 1, 0), await SeenByAsync(Anna, id));
        Assert.Equal((false, 1, 5.0, ReviewState.Rejected, 1, 2, 1), await SeenByAsync(Maker, id));
        Assert.Equal((false, 1, 5.0, ReviewState.Rejected, 1, 2, 1), await SeenByAsync(Ben, id));
        await RateAsync(Anna, id, 3);
        Assert.Equal((false, 2, 4.0, ReviewState.Rejected, 1, 2, 1), await SeenByAsync(Anna, id));
    }

    [Fact]
    public async Task A_maker_that_one_may_not_see_has_no_name_and_no_road_to_it()
    {
        var (open, hidden) = ((await DrawAsync(1))[0], (await DrawAsync(1))[0]);
        await using (var db = await Studio.DbAsync())
        {
            await db.Runs.Where(r => db.Artifacts.Any(a => a.Id == hidden && a.RunId == r.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Visibility, Visibility.Private), Cancel);
        }

        var outcome = await The<DuelBook>().VoteAsync(Anna, open, hidden, DuelVerdict.Left, Cancel);
        Assert.Equal(("Run", null, null), (outcome.Left.Name, outcome.Right.Name, outcome.Right.RunId));
        Assert.NotNull(outcome.Left.RunId);
        var board = await The<Leaderboard>().ReadAsync(Maker, null, null, Cancel);
        Assert.All(board.Standings, s => Assert.Equal("Run", s.Contender.Name));
    }

    private async Task<(bool Hidden, int Ratings, double Stars, ReviewState State, int Reviews, int Comments, int Guests)> SeenByAsync(Viewer viewer, Guid id)
    {
        var tile = (await The<GalleryReader>().GetAsync(viewer, id, Cancel)).Tile;
        return (
            await The<ReviewQueue>().IsBlindAsync(viewer, id, Cancel) && tile.HiddenUntilRated,
            tile.RatingCount,
            tile.Stars,
            tile.ReviewState,
            (await The<ReviewBook>().OfAsync(viewer, id, Cancel)).Count,
            (await The<CommentBook>().OfAsync(viewer, id, Cancel)).Count,
            (await The<GuestLinks>().WordsAsync(viewer, id, Cancel)).Count);
    }
}
