using AigcStudio.Core.Accounts;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class CheckpointLikingTests
{
    private static readonly Guid Early = Guid.CreateVersion7();
    private static readonly Guid Late = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_checkpoint_whose_works_are_rated_clearly_higher_is_proposed_whichever_came_last()
    {
        var liking = CheckpointLiking.Of([.. Rated(Early, 100, 5, 4, 5, 5, 4, 5, 5, 4), .. Rated(Late, 900, 2, 3, 2, 2, 3, 2, 3, 2)]);

        // 37 and 19 stars, 56 of 16 in all: (37 + 4 x 3.5) / 12 = 4.25; the spread within is below the least, half a star: 1.645 x 0.518 / sqrt(12).
        Assert.Equal((Early, 8, 4.625), (liking.Best!.CheckpointId, liking.Best.Ratings, liking.Best.Mean));
        Assert.Equal((4.004, 4.496), (Math.Round(liking.Best.Low, 3), Math.Round(liking.Best.High, 3)));
        Assert.Equal([100, 900], liking.Stars.Select(s => s.Step));
    }

    [Fact]
    public void Few_ratings_one_checkpoint_alone_and_equal_ones_propose_nothing()
    {
        Assert.Null(CheckpointLiking.Of([]).Best);
        Assert.Null(CheckpointLiking.Of([.. Rated(Early, 100, 5, 5, 5, 5, 5, 5, 5), .. Rated(Late, 900, 1, 1, 1, 1, 1, 1, 1, 1)]).Best);
        Assert.Null(CheckpointLiking.Of([.. Rated(Early, 100, 5, 5, 5, 5, 5, 5, 5, 5), .. Rated(Late, 900, 1, 1, 1, 1, 1, 1, 1)]).Best);
        Assert.Null(CheckpointLiking.Of(Rated(Early, 100, 5, 5, 5, 5, 5, 5, 5, 5)).Best);
        Assert.Null(CheckpointLiking.Of([.. Rated(Early, 100, 1, 5, 3, 4, 2, 5, 3, 4), .. Rated(Late, 900, 3, 4, 2, 5, 3, 3, 4, 2)]).Best);
    }

    [Fact]
    public async Task Ratings_of_works_that_one_may_not_see_or_that_are_in_the_trash_do_not_count()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var (owner, other) = (Shelf.Person(), Shelf.Person());
        var generation = await Shelf.LineageAsync(studio, owner.PersonId, "c");
        var works = await Shelf.FillAsync(studio, generation, 5);
        await using (var db = await studio.DbAsync())
        {
            db.AddRange(works.Select(a => new Rating { ArtifactId = a.Id, PersonId = other.PersonId, Stars = 4 }));
            db.Artifacts.Single(a => a.Id == works[0].Id).TrashedAt = Shelf.Noon;
            db.Artifacts.Single(a => a.Id == works[1].Id).Visibility = Visibility.Private;
            db.Artifacts.Single(a => a.Id == works[2].Id).Visibility = Visibility.Private;
            await db.SaveChangesAsync(Cancel);
        }

        var ratings = studio.Services.GetRequiredService<CheckpointRatings>();
        Assert.Equal((700, 2, 4.0), await OfAsync(other));
        Assert.Equal((700, 4, 4.0), await OfAsync(owner));
        await Assert.ThrowsAsync<RefusedException>(() => ratings.OfAsync(other, Guid.CreateVersion7(), Cancel));

        async Task<(int Step, int Count, double Mean)> OfAsync(Viewer viewer) =>
            Assert.Single((await ratings.OfAsync(viewer, generation.RunId, Cancel)).Stars) is var s ? (s.Step, s.Ratings, s.Mean) : default;
    }

    [Fact]
    public async Task Ratings_of_another_run_do_not_count_and_a_run_that_one_may_not_see_or_rate_for_is_not_found()
    {
        await using var studio = await TemporaryStudio.OpenAsync();
        var (owner, other) = (Shelf.Person(), Shelf.Person());
        var shown = await Shelf.LineageAsync(studio, owner.PersonId, "c");
        var hidden = await Shelf.LineageAsync(studio, owner.PersonId, "d", 2, Visibility.Private);
        var works = new[] { (await Shelf.FillAsync(studio, shown, 1))[0].Id, (await Shelf.FillAsync(studio, hidden, 1))[0].Id };
        await using (var db = await studio.DbAsync())
        {
            db.AddRange(works.Select((id, i) => new Rating { ArtifactId = id, PersonId = other.PersonId, Stars = 5 - i }));
            await db.SaveChangesAsync(Cancel);
        }

        var ratings = studio.Services.GetRequiredService<CheckpointRatings>();
        var only = Assert.Single((await ratings.OfAsync(owner, shown.RunId, Cancel)).Stars);
        Assert.Equal((1, 5.0), (only.Ratings, only.Mean));
        Assert.Single((await ratings.OfAsync(owner, hidden.RunId, Cancel)).Stars);
        await Assert.ThrowsAsync<RefusedException>(() => ratings.OfAsync(other, hidden.RunId, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => ratings.OfAsync(Shelf.Person(Role.Reviewer), shown.RunId, Cancel));
    }

    private static IEnumerable<RatedDraw> Rated(Guid checkpoint, int atStep, params int[] stars) => stars.Select(s => new RatedDraw(checkpoint, atStep, s));
}
