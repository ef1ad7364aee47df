using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>Agreement as it is read from what people really rated.</summary>
public sealed class AgreementTests : Desk
{
    [Fact]
    public async Task Alpha_is_that_of_the_ratings_and_counts_only_items_that_two_rated()
    {
        var ids = await DrawAsync(4);
        foreach (var (id, anna, ben) in new[] { (ids[0], 1, 1), (ids[1], 3, 4), (ids[2], 5, 5) })
        {
            await RateAsync(Anna, id, anna);
            await RateAsync(Ben, id, ben);
        }

        await RateAsync(Anna, ids[3], 2);
        var view = await The<AgreementReader>().ReadAsync(Anna, new(), Cancel);

        Assert.Equal((2, 3, 6), (view.Stars.Raters, view.Stars.Items, view.Stars.Values));
        Assert.Equal(Krippendorff.Alpha([[1, 1], [3, 4], [5, 5]], AgreementScale.Ordinal), view.Stars.Alpha);
        Assert.Equal(ids[1], Assert.Single(view.Disputed).Tile.Id);
    }

    [Fact]
    public async Task Each_persons_newest_judgement_counts()
    {
        var id = (await DrawAsync(1))[0];
        foreach (var (viewer, state) in new[] { (Anna, ReviewState.Rejected), (Anna, ReviewState.Approved), (Ben, ReviewState.Rejected) })
        {
            await The<ReviewBook>().ReviewAsync(viewer, id, state, "", false, Cancel);
        }

        var disputed = Assert.Single((await The<AgreementReader>().ReadAsync(Anna, new(), Cancel)).Disputed);
        Assert.Equal([ReviewState.Approved, ReviewState.Rejected], disputed.Judgements!);
    }

    [Fact]
    public async Task What_others_gave_is_hidden_until_one_has_rated()
    {
        var id = (await DrawAsync(1))[0];
        await RateAsync(Maker, id, 1);
        await RateAsync(Ben, id, 5);
        Assert.Null(Assert.Single((await The<AgreementReader>().ReadAsync(Anna, new(), Cancel)).Disputed).Stars);

        await RateAsync(Anna, id, 3);
        Assert.Equal([1, 3, 5], Assert.Single((await The<AgreementReader>().ReadAsync(Anna, new(), Cancel)).Disputed).Stars!);
    }
}
