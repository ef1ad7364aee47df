using AigcStudio.Core.Accounts;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Recommendations;

public sealed class RecommenderTests : IAsyncLifetime
{
    private static readonly GalleryFilter ForMe = new() { Order = GalleryOrder.Taste };

    private readonly Viewer _anna = Shelf.Person();
    private readonly Viewer _ben = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Recommender Recommender => _studio.Services.GetRequiredService<Recommender>();

    private TasteBook Book => _studio.Services.GetRequiredService<TasteBook>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task What_is_like_what_one_liked_comes_first_and_what_one_rated_not_at_all()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 60);
        await Tasters.RateAsync(_studio.Services, _ben, all.Take(14));

        var order = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);

        Assert.Equal(TasteBasis.Personal, order.Basis);
        Assert.Equal(all.Skip(14).Select(a => a.Id).Order(), order.Ids.Order());
        Assert.All(order.Ids.Take(15), id => Assert.Equal(0, all.Single(a => a.Id == id).Index % 2));
        Assert.Equal(("image.warm", true, 7), order.Read.Taste.Why(order.Ids[0]) is [var why, ..] ? (why.Feature, why.More, why.Alike) : default);
    }

    [Fact]
    public async Task What_others_keep_private_neither_appears_nor_teaches_nor_is_an_example()
    {
        var shown = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 30);
        var hidden = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 30, Visibility.Private, _ => 2);
        await Tasters.RateAsync(_studio.Services, _anna, hidden, likesWarm: false);
        var taught = await Recommender.TopAsync(_ben, ForMe, 100, Cancel);
        await Tasters.RateAsync(_studio.Services, _ben, shown.Take(12));
        var own = await Recommender.TopAsync(_ben, ForMe, 100, Cancel);

        Assert.Equal(TasteBasis.Newest, taught.Basis);
        Assert.Equal(30, taught.Ids.Count);
        var secret = hidden.Select(h => h.Id).ToHashSet();
        Assert.DoesNotContain(own.Ids, secret.Contains);
        Assert.DoesNotContain(own.Ids.SelectMany(own.Read.Taste.Why).SelectMany(r => r.Examples), secret.Contains);
    }

    [Fact]
    public async Task What_becomes_private_in_the_middle_of_a_visit_is_gone_at_the_next_look()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 20);
        var before = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        await using (var db = await _studio.DbAsync())
        {
            await db.Artifacts.Where(a => a.Id == all[3].Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Visibility, Visibility.Private), Cancel);
        }

        var after = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        Assert.Equal(before.Ids.Where(id => id != all[3].Id), after.Ids);
    }

    [Fact]
    public async Task The_order_of_a_visit_stands_still_while_one_rates_until_it_is_made_anew()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 40);
        await Tasters.RateAsync(_studio.Services, _ben, all.Take(12));
        var first = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        await Tasters.RateAsync(_studio.Services, _ben, all.Skip(12).Take(14), likesWarm: false);
        var second = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        var anew = await Recommender.OrderAsync(_ben, ForMe, anew: true, Cancel);

        Assert.False(first.Stale);
        Assert.True(second.Stale);
        Assert.Equal(first.Ids, second.Ids);
        Assert.False(anew.Stale);
        Assert.Equal(14, anew.Ids.Count);
    }

    [Fact]
    public async Task Not_this_takes_it_out_at_once_teaches_and_can_be_taken_back()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 40);
        await Tasters.RateAsync(_studio.Services, _ben, all.Take(12));
        var before = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        await Book.HideAsync(_ben, [before.Ids[0]], Cancel);
        await Book.HideAsync(_ben, [before.Ids[0]], Cancel);
        var after = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        var learned = await Recommender.TopAsync(_ben, ForMe, 100, Cancel);
        await Book.ShowAsync(_ben, [before.Ids[0]], Cancel);
        var back = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);

        Assert.Equal(before.Ids.Skip(1), after.Ids);
        Assert.True(learned.Read.Taste.ScoreOf(before.Ids[1]) < before.Read.Taste.ScoreOf(before.Ids[1]));
        Assert.Equal(before.Ids, back.Ids);
        var secret = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 1, Visibility.Private);
        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => Book.HideAsync(_ben, [secret[0].Id], Cancel))).Code);
    }

    [Fact]
    public async Task A_team_is_followed_until_one_has_a_taste_of_one_s_own()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 60);
        await Tasters.RateAsync(_studio.Services, _anna, all.Take(20));
        await Tasters.RateAsync(_studio.Services, _ben, all.Skip(20).Take(9), likesWarm: false);
        var teams = await Recommender.TopAsync(_ben, ForMe, 10, Cancel);
        await Tasters.RateAsync(_studio.Services, _ben, all.Skip(29).Take(5), likesWarm: false);
        var own = await Recommender.TopAsync(_ben, ForMe, 10, Cancel);

        Assert.Equal((TasteBasis.Team, 1), (teams.Basis, teams.Needed));
        Assert.All(teams.Ids, id => Assert.Equal(0, all.Single(a => a.Id == id).Index % 2));
        Assert.Equal((TasteBasis.Personal, 0), (own.Basis, own.Needed));
        Assert.All(own.Ids, id => Assert.Equal(1, all.Single(a => a.Id == id).Index % 2));
    }

    [Fact]
    public async Task Judgements_count_where_no_stars_were_given()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 60);
        var reviews = _studio.Services.GetRequiredService<ReviewBook>();
        foreach (var artifact in all.Take(20))
        {
            await reviews.ReviewAsync(_ben, artifact.Id, artifact.Index % 2 == 0 ? Core.Reviews.ReviewState.Approved : Core.Reviews.ReviewState.Rejected, "", false, Cancel);
        }

        var order = await Recommender.TopAsync(_ben, ForMe, 10, Cancel);
        Assert.Equal(TasteBasis.Personal, order.Basis);
        Assert.All(order.Ids, id => Assert.Equal(0, all.Single(a => a.Id == id).Index % 2));
    }

    [Fact]
    public async Task Who_forgets_their_taste_begins_anew_and_every_rating_stays()
    {
        var all = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 60);
        await Tasters.RateAsync(_studio.Services, _ben, all.Take(14));
        await Book.HideAsync(_ben, [all[20].Id], Cancel);
        await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        await Book.ForgetAsync(_ben, Cancel);
        var after = await Recommender.OrderAsync(_ben, ForMe, anew: false, Cancel);
        await Tasters.RateAsync(_studio.Services, _ben, all.Skip(14).Take(12), likesWarm: false);
        var anew = await Recommender.TopAsync(_ben, ForMe, 10, Cancel);

        Assert.Equal((TasteBasis.Newest, 10), (after.Basis, after.Needed));
        Assert.Equal(all.Skip(14).Select(a => a.Id), after.Ids);
        Assert.All(anew.Ids, id => Assert.Equal(1, all.Single(a => a.Id == id).Index % 2));
        await using var db = await _studio.DbAsync();
        Assert.Equal(26, await db.Ratings.CountAsync(r => r.PersonId == _ben.PersonId, Cancel));
    }

    [Fact]
    public async Task The_filter_of_the_gallery_holds_in_this_order_too()
    {
        var annas = await Tasters.HangAsync(_studio.Contexts, _anna.PersonId, 30);
        var bens = await Tasters.HangAsync(_studio.Contexts, _ben.PersonId, 10);
        await Tasters.RateAsync(_studio.Services, _ben, annas.Take(12));

        var order = await Recommender.OrderAsync(_ben, ForMe with { Mine = true }, anew: false, Cancel);
        Assert.Equal(bens.Select(b => b.Id).Order(), order.Ids.Order());
        Assert.Equal((order.Ids[0], order.Ids[2]), (order.Around(order.Ids[1]).Before, order.Around(order.Ids[1]).After));
    }
}
