using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using Xunit;

namespace AigcStudio.Tests.Recommendations;

/// <summary>Against people whose taste is known, because it was made up.</summary>
public sealed class TasteTests
{
    private static readonly string[] Features = ["image.bright", "image.contrast", "image.colourful", "image.warm", "image.blue", "image.green", "image.edges", "image.symmetric"];

    private static readonly IReadOnlyList<TasteItem> Pictures = Raters.Pictures(600, 11);

    // Little of one hue is what most pictures have: it singles none out, so nobody's reason can be that.
    public static TheoryData<string, int> Tastes =>
        [.. Features.Select(f => (f, 1)), .. Features.Except(["image.blue", "image.green"]).Select(f => (f, -1))];

    [Fact]
    public void What_it_puts_first_is_liked_at_least_twice_as_often_as_what_others_like()
    {
        var (ours, popular) = (0.0, 0.0);
        foreach (var (index, feature) in Features.Index())
        {
            var liking = Raters.Standard(Pictures, feature);
            var own = Raters.Rate(Pictures, liking, 40, 100 + index);
            var team = Raters.Mean(Features.Index().Where(f => f.Item != feature).Select(f => Raters.Rate(Pictures, Raters.Standard(Pictures, f.Item), 150, 200 + f.Index)));
            ours += Raters.PrecisionAt20(Pictures, liking, new Taste(Raters.Sources(Pictures, own, team)).Rank([.. Pictures.Select(p => p.Id)]));
            popular += Raters.PrecisionAt20(Pictures, liking, Raters.Popular(Pictures, own, team));
        }

        Assert.True(ours >= 2 * popular, $"{ours / Features.Length:0.00} against {popular / Features.Length:0.00}");
        Assert.True(ours / Features.Length >= 0.7, $"{ours / Features.Length:0.00}");
    }

    [Theory]
    [MemberData(nameof(Tastes))]
    public void The_reason_it_names_is_the_one_that_the_person_has(string feature, int sign)
    {
        double[] liking = [.. Raters.Standard(Pictures, feature).Select(z => sign * z)];
        var taste = new Taste(Raters.Sources(Pictures, Raters.Rate(Pictures, liking, 60, 31)));
        var reasons = taste.Rank([.. Pictures.Select(p => p.Id)]).Take(20).Select(id => taste.Why(id)[0]).ToList();
        var named = reasons.CountBy(r => (r.Feature, r.More)).OrderByDescending(r => r.Value).First();

        Assert.Equal((feature, sign > 0), named.Key);
        Assert.True(named.Value >= 14, $"{named.Value} of 20: {string.Join(' ', reasons.Select(r => r.Feature))}");
    }

    [Fact]
    public void A_reason_s_contribution_is_what_the_score_loses_without_the_feature()
    {
        var place = FeatureNames.Of(Modality.Image).Index().First(f => f.Item == "image.warm").Index;
        var own = Raters.Rate(Pictures, Raters.Standard(Pictures, "image.warm"), 60, 5);
        var mean = Pictures.Average(p => p.Vector[place]);
        var warmest = Pictures.Where(p => own.All(o => o.Item != p.Id)).MaxBy(p => p.Vector[place])!;
        var plain = warmest with { Id = Guid.CreateVersion7(), Vector = [.. warmest.Vector.Select((v, i) => i == place ? (float)mean : v)], Trashed = true };
        var taste = new Taste(Raters.Sources([.. Pictures, plain], own));
        var reason = Assert.Single(taste.Why(warmest.Id), r => r.Feature == "image.warm");

        Assert.Equal(taste.ScoreOf(warmest.Id) - taste.ScoreOf(plain.Id), reason.Contribution, 5);
    }

    [Fact]
    public void Examples_are_what_the_person_gave_four_stars_and_that_has_the_feature_too()
    {
        var liking = Raters.Standard(Pictures, "image.warm");
        var own = Raters.Rate(Pictures, liking, 60, 31);
        var taste = new Taste(Raters.Sources(Pictures, own));
        var reason = taste.Why(taste.Rank([.. Pictures.Select(p => p.Id)])[0]).First(r => r.Feature == "image.warm");
        var places = Pictures.Index().ToDictionary(p => p.Item.Id, p => p.Index);

        Assert.True(reason.Alike >= 3);
        Assert.Equal(3, reason.Examples.Count);
        Assert.All(reason.Examples, id => Assert.True(own.Single(o => o.Item == id).Stars >= 4 && liking[places[id]] > 0.5));
    }

    [Fact]
    public void Who_rated_too_little_gets_the_team_s_order_and_is_told_so()
    {
        var liking = Raters.Standard(Pictures, "image.warm");
        var team = Raters.Mean([Raters.Rate(Pictures, liking, 100, 3), Raters.Rate(Pictures, liking, 100, 4)]);
        var taste = new Taste(Raters.Sources(Pictures, [.. Raters.Rate(Pictures, [.. liking.Select(l => -l)], 9, 8)], team));

        Assert.Equal((TasteBasis.Team, 1), (taste.BasisOf(Modality.Image), taste.NeededOf(null)));
        Assert.True(Raters.PrecisionAt20(Pictures, liking, taste.Rank([.. Pictures.Select(p => p.Id)])) >= 0.8);
        Assert.All(taste.Rank([.. Pictures.Select(p => p.Id)]).Take(5).SelectMany(taste.Why), r => Assert.Equal((0, 0), (r.Alike, r.Examples.Count)));
    }

    [Fact]
    public void Where_nobody_rated_the_newest_come_first_and_no_reason_is_made_up()
    {
        var taste = new Taste(Raters.Sources(Pictures, Raters.Rate(Pictures, Raters.Standard(Pictures, "image.warm"), 2, 8)));
        var ids = Pictures.Select(p => p.Id).ToList();

        Assert.Equal((TasteBasis.Newest, 8), (taste.BasisOf(null), taste.NeededOf(null)));
        Assert.Equal(598, taste.Rank(ids).Count);
        Assert.Equal(ids.Where(taste.Rank(ids).Contains), taste.Rank(ids));
        Assert.All(ids, id => Assert.Empty(taste.Why(id)));
    }

    [Fact]
    public void Who_disagrees_with_the_team_is_not_dragged_along()
    {
        var liking = Raters.Standard(Pictures, "image.warm");
        double[] mine = [.. liking.Select(l => -l)];
        var team = Raters.Mean(Enumerable.Range(0, 5).Select(i => Raters.Rate(Pictures, liking, 120, 40 + i)));
        var taste = new Taste(Raters.Sources(Pictures, Raters.Rate(Pictures, mine, 30, 8), team));

        Assert.True(Raters.PrecisionAt20(Pictures, mine, taste.Rank([.. Pictures.Select(p => p.Id)])) >= 0.8);
    }

    [Fact]
    public void Who_agrees_with_the_team_gains_by_it_from_the_tenth_rating_on()
    {
        var (alone, leaning) = (0.0, 0.0);
        foreach (var (index, feature) in Features.Index())
        {
            var liking = Raters.Standard(Pictures, feature);
            var own = Raters.Rate(Pictures, liking, 10, 60 + index);
            var team = Raters.Mean([Raters.Rate(Pictures, liking, 80, 70 + index), Raters.Rate(Pictures, liking, 80, 80 + index)]);
            alone += Raters.PrecisionAt20(Pictures, liking, new Taste(Raters.Sources(Pictures, own)).Rank([.. Pictures.Select(p => p.Id)]));
            leaning += Raters.PrecisionAt20(Pictures, liking, new Taste(Raters.Sources(Pictures, own, team)).Rank([.. Pictures.Select(p => p.Id)]));
        }

        Assert.True(leaning > alone + 0.5, $"{leaning:0.00} against {alone:0.00} of {Features.Length}");
    }

    [Fact]
    public void Near_twins_do_not_fill_the_top()
    {
        var liking = Raters.Standard(Pictures, "image.warm");
        var own = Raters.Rate(Pictures, liking, 60, 31);
        var first = new Taste(Raters.Sources(Pictures, own)).Rank([.. Pictures.Select(p => p.Id)])[0];
        var best = Pictures.Single(p => p.Id == first);
        var twins = Enumerable.Range(0, 20).Select(_ => best with { Id = Guid.CreateVersion7() }).ToList();
        var taste = new Taste(Raters.Sources([.. Pictures, .. twins], own));
        var order = taste.Rank([.. Pictures.Select(p => p.Id), .. twins.Select(t => t.Id)]);
        var same = twins.Select(t => t.Id).Append(best.Id).ToHashSet();

        Assert.InRange(order.Take(20).Count(same.Contains), 1, 7);
        Assert.Equal(order.Count, order.Distinct().Count());
    }

    [Fact]
    public void Labels_and_models_are_reasons_too_but_no_model_that_the_person_may_not_see()
    {
        var (open, hidden) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        List<TasteItem> items = [.. Pictures.Select((p, i) => p with { Label = i % 3 == 0 ? "cup" : "leaf", ModelId = i % 2 == 0 ? open : hidden })];
        double[] liking = [.. items.Select((_, i) => i % 2 == 0 ? 1.0 : -1)];
        var own = Raters.Rate(items, liking, 80, 9, noise: 0.2);
        var known = new Taste(Raters.Sources(items, own) with { Models = new HashSet<Guid> { open, hidden } });
        var unknown = new Taste(Raters.Sources(items, own));
        var cups = new Taste(Raters.Sources(items, Raters.Rate(items, [.. items.Select(i => i.Label == "cup" ? 1.0 : -1)], 80, 9, noise: 0.2)));
        var ids = items.Select(i => i.Id).ToList();

        Assert.Equal(("model", open.ToString()), known.Why(known.Rank(ids)[0]) is [var why, ..] && why.More ? (why.Feature, why.Argument) : default);
        Assert.DoesNotContain(ids.SelectMany(unknown.Why), r => r.Feature == "model");
        Assert.Equal(("label", "cup"), cups.Why(cups.Rank(ids)[0]) is [var label, ..] && label.More ? (label.Feature, label.Argument) : default);
    }
}
