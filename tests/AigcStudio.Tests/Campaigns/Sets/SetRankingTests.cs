using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Sets;

/// <summary>From draws to an order, and what stays of it when things go away.</summary>
public sealed class SetRankingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly Viewer _anna = Shelf.Person();
    private readonly Viewer _ben = Shelf.Person();
    private TemporaryStudio _studio = null!;
    private Guid _campaign;
    private Model _painter = null!;
    private Model _writer = null!;
    private Model _bell = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MatchedSets Sets => Get<MatchedSets>();

    private SetReader Reader => Get<SetReader>();

    private SetRanking Ranking => Get<SetRanking>();

    public async ValueTask InitializeAsync()
    {
        _studio = await TemporaryStudio.OpenAsync(services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton<IMedia, PlainGalleryMedia>();
        });
        var brand = await Get<BrandBook>().MakeAsync(_anna, new AdBrand("House", ["#000000", "#ffffff"], "Lato", "Lato", ["cheap"], 0.05), [], Cancel);
        _campaign = await Get<CampaignActs>().MakeAsync(_anna, new CampaignPlan("Spring", "", brand, ["rectangle"], null, Visibility.Shared), Cancel);
        _painter = await Drawers.TrainAsync(_studio.Services, _anna.PersonId, Modality.Image, "Plain", "cup");
        _writer = await Drawers.TrainAsync(_studio.Services, _anna.PersonId, Modality.Text, "Plain", "warm");
        _bell = await Drawers.TrainAsync(_studio.Services, _anna.PersonId, Modality.Audio, "Plain", "pad");
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_set_waits_until_all_is_drawn_and_compared_and_then_not_for_ever()
    {
        var (set, draws) = await AddAsync();
        Assert.Equal((set, false), Assert.Single(await Ranking.WaitingAsync(Cancel)));

        await Drawers.EndAsync(_studio.Services, draws[0], Modality.Image, ["a"]);
        await Drawers.EndAsync(_studio.Services, draws[1], Modality.Text, ["a"], compared: false);
        await Drawers.EndAsync(_studio.Services, draws[2], Modality.Audio, ["a"]);
        Assert.Equal((set, false), Assert.Single(await Ranking.WaitingAsync(Cancel)));

        _clock.Advance(SetRanking.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal((set, true), Assert.Single(await Ranking.WaitingAsync(Cancel)));
        await Ranking.RankAsync(set, Cancel);
        Assert.Empty(await Ranking.WaitingAsync(Cancel));
        Assert.True((await Reader.GetAsync(_anna, _campaign, set, Cancel)).Ranked);
    }

    [Fact]
    public async Task The_best_headline_stands_with_the_best_picture_and_what_is_said_twice_or_banned_stands_behind()
    {
        var view = await RankedAsync(
            texts: ["A cup of tea for the long evenings of a long winter in the far north", "A cheap cup", "A cup", "a cup"], pictures: 3);

        Assert.Equal(["A cup", "A cup of tea for the long evenings of a long winter in the far north", "A cheap cup"], view.Sets.Select(s => s.Headline!.Text));
        Assert.Equal(view.Sets.OrderByDescending(s => s.Score).Select(s => s.Score), view.Sets.Select(s => s.Score));
        Assert.Equal("campaign.check.words.banned", view.Sets[2].Headline!.Reason.Code);
        Assert.All(view.Sets.SelectMany(s => s.Pieces), p => Assert.Equal(LikingBasis.Nothing, p.Basis));
    }

    [Fact]
    public async Task Near_copies_are_left_out_and_counted_also_those_that_are_found_later()
    {
        var view = await RankedAsync(pictures: 4, nearCopies: 1);
        Assert.Equal((4, 1), (view.Parts[0].Drawn, view.Parts[0].NearCopies));
        Assert.Equal(3, view.Sets.Count);

        await using (var db = await _studio.DbAsync())
        {
            var first = view.Sets[0].Picture!.Tile.Id;
            await db.Artifacts.Where(a => a.Id == first).ExecuteUpdateAsync(s => s.SetProperty(a => a.Closeness, 0.1), Cancel);
        }

        var later = await Reader.GetAsync(_anna, _campaign, view.Id, Cancel);
        Assert.Equal(view.Sets[1].Picture!.Tile.Id, later.Sets[0].Picture!.Tile.Id);
        Assert.Equal(2, later.Parts[0].NearCopies);
    }

    [Fact]
    public async Task Stars_of_the_same_label_stand_in_where_there_is_no_taste_yet()
    {
        var earlier = await Drawers.EndAsync(_studio.Services, await Drawers.QueueAsync(_studio.Services, _painter, "cup"), Modality.Image, ["old"]);
        await Get<RatingBook>().RateAsync(_anna, earlier, 4, Cancel);
        var others = await Drawers.EndAsync(_studio.Services, await Drawers.QueueAsync(_studio.Services, _painter, "leaf"), Modality.Image, ["other"]);
        await Get<RatingBook>().RateAsync(_anna, others, 2, Cancel);

        var picture = (await RankedAsync()).Sets[0].Picture!;

        Assert.Equal((0.75, LikingBasis.Label), (picture.Liking, picture.Basis));
    }

    [Fact]
    public async Task A_locked_one_stands_in_every_set_and_of_each_kind_there_is_one()
    {
        var view = await RankedAsync();
        var (first, second) = (view.Sets[0].Picture!.Tile.Id, view.Sets[1].Picture!.Tile.Id);
        await Sets.LockAsync(_anna, _campaign, view.Id, second, true, Cancel);

        var locked = await Reader.GetAsync(_anna, _campaign, view.Id, Cancel);
        Assert.All(locked.Sets, s => Assert.Equal((second, true), (s.Picture!.Tile.Id, s.Picture.Locked)));
        Assert.Equal(view.Sets.Select(s => s.Headline!.Tile.Id), locked.Sets.Select(s => s.Headline!.Tile.Id));
        Assert.Equal(second, locked.Pictures[0]);

        var words = view.Sets[2].Headline!.Tile.Id;
        await Sets.LockAsync(_anna, _campaign, view.Id, words, true, Cancel);
        var both = await Reader.GetAsync(_anna, _campaign, view.Id, Cancel);
        Assert.Equal([second, words, null], both.Parts.Select(p => p.LockedId));

        await Sets.LockAsync(_anna, _campaign, view.Id, first, true, Cancel);
        Assert.Equal(first, (await Reader.GetAsync(_anna, _campaign, view.Id, Cancel)).Parts[0].LockedId);
        await Sets.LockAsync(_anna, _campaign, view.Id, first, false, Cancel);
        Assert.Null((await Reader.GetAsync(_anna, _campaign, view.Id, Cancel)).Parts[0].LockedId);
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_sets_its_lock_with_it_and_the_next_best_moves_up()
    {
        var view = await RankedAsync();
        var best = view.Sets[0].Picture!.Tile.Id;
        await Sets.LockAsync(_anna, _campaign, view.Id, best, true, Cancel);

        await Get<GalleryTrash>().TrashAsync(_anna, [best], Cancel);
        var trashed = await Reader.GetAsync(_anna, _campaign, view.Id, Cancel);
        Assert.Equal((view.Sets[1].Picture!.Tile.Id, null), (trashed.Sets[0].Picture!.Tile.Id, trashed.Parts[0].LockedId));

        await Get<GalleryTrash>().EmptyAsync(_anna, Cancel);
        Assert.Equal(view.Sets[1].Picture!.Tile.Id, (await Reader.GetAsync(_anna, _campaign, view.Id, Cancel)).Sets[0].Picture!.Tile.Id);
    }

    [Fact]
    public async Task A_draw_that_failed_leaves_its_place_empty_and_the_others_are_offered()
    {
        var (set, draws) = await AddAsync();
        await Drawers.EndAsync(_studio.Services, draws[0], Modality.Image, ["a", "b"]);
        await Drawers.EndAsync(_studio.Services, draws[1], Modality.Text, ["a", "b"]);
        await using (var db = await _studio.DbAsync())
        {
            await db.Jobs.Where(j => j.SubjectId == draws[2]).ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Failed), Cancel);
        }

        await Ranking.RankAsync(set, Cancel);

        var view = await Reader.GetAsync(_anna, _campaign, set, Cancel);
        Assert.Equal(2, view.Sets.Count);
        Assert.All(view.Sets, s => Assert.Null(s.Sound));
    }

    [Fact]
    public async Task A_campaign_remembers_its_newest_draws()
    {
        var draw = await Drawers.QueueAsync(_studio.Services, _painter, "cup");
        var oldest = await Sets.AddAsync(_anna, _campaign, "Warm", [new SetPartPlan(Modality.Image, _painter.Id, "cup", draw)], Cancel);
        for (var i = 0; i < MatchedSets.MostKept; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(2));
            await Sets.AddAsync(_anna, _campaign, "Warm", [new SetPartPlan(Modality.Image, _painter.Id, "cup", draw)], Cancel);
        }

        var kept = await Reader.ListAsync(_anna, _campaign, Cancel);
        Assert.Equal(MatchedSets.MostKept, kept.Count);
        Assert.DoesNotContain(kept, k => k.Id == oldest);
    }

    [Fact]
    public async Task Others_look_and_change_nothing_and_reviewers_see_no_opinions()
    {
        var view = await RankedAsync();
        var picture = view.Sets[0].Picture!.Tile.Id;
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => Sets.LockAsync(_ben, _campaign, view.Id, picture, true, Cancel))).Code);
        Assert.NotNull((await Reader.GetAsync(_ben, _campaign, view.Id, Cancel)).Sets[0].Score);
        Assert.Equal("sets.piece.missing", (await Assert.ThrowsAsync<CampaignException>(() => Sets.LockAsync(_anna, _campaign, view.Id, Guid.Empty, true, Cancel))).Code);

        var seen = (await Reader.GetAsync(Shelf.Person(Role.Reviewer), _campaign, view.Id, Cancel)).Sets[0];
        Assert.Equal((null, null), (seen.Score, seen.Picture!.Liking));
    }

    private T Get<T>()
        where T : notnull => _studio.Services.GetRequiredService<T>();

    private async Task<(Guid Set, Guid[] Draws)> AddAsync()
    {
        Guid[] draws =
        [
            await Drawers.QueueAsync(_studio.Services, _painter, "cup"), await Drawers.QueueAsync(_studio.Services, _writer, "warm"), await Drawers.QueueAsync(_studio.Services, _bell, "pad"),
        ];
        var set = await Sets.AddAsync(
            _anna,
            _campaign,
            "Warm",
            [
                new(Modality.Image, _painter.Id, "cup", draws[0]), new(Modality.Text, _writer.Id, "warm", draws[1]), new(Modality.Audio, _bell.Id, "pad", draws[2]),
            ],
            Cancel);
        return (set, draws);
    }

    private async Task<SetView> RankedAsync(IReadOnlyList<string>? texts = null, int pictures = 4, int nearCopies = 0)
    {
        var (set, draws) = await AddAsync();
        await Drawers.EndAsync(_studio.Services, draws[0], Modality.Image, [.. Enumerable.Range(0, pictures).Select(i => $"picture {i}")], nearCopies);
        await Drawers.EndAsync(_studio.Services, draws[1], Modality.Text, texts ?? ["One", "Two", "Three", "Four"]);
        await Drawers.EndAsync(_studio.Services, draws[2], Modality.Audio, ["1", "2", "3", "4"]);
        await Ranking.RankAsync(set, Cancel);
        return await Reader.GetAsync(_anna, _campaign, set, Cancel);
    }
}
