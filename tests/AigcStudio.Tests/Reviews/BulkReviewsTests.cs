using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Reviews;

public sealed class BulkReviewsTests : IAsyncLifetime
{
    private readonly Viewer _anna = Shelf.Person();
    private readonly Viewer _ben = Shelf.Person();
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BulkReviews Reviews => _studio.Services.GetRequiredService<BulkReviews>();

    private ReviewBook Book => _studio.Services.GetRequiredService<ReviewBook>();

    public async ValueTask InitializeAsync() => _studio = await TemporaryStudio.OpenAsync();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_judgement_of_many_leaves_near_copies_and_is_taken_back_at_once()
    {
        var ids = await DrawAsync(4);
        await Book.ReviewAsync(_ben, ids[1], ReviewState.Rejected, "", false, Cancel);
        await using (var db = await _studio.DbAsync())
        {
            await db.Artifacts.Where(a => a.Id == ids[0]).ExecuteUpdateAsync(s => s.SetProperty(a => a.Closeness, Nearness.CopyRatio / 2), Cancel);
        }

        var judged = await Reviews.JudgeAsync(_anna, ids, ReviewState.Approved, confirm: false, Cancel);
        Assert.Equal((3, 1), (judged.Made.Count, judged.NearCopies));
        Assert.Equal([ReviewState.Open, ReviewState.Approved, ReviewState.Approved, ReviewState.Approved], await StatesAsync(ids));

        await Book.TakeBackAsync(_anna, [.. judged.Made.Values], Cancel);
        Assert.Equal([ReviewState.Open, ReviewState.Rejected, ReviewState.Open, ReviewState.Open], await StatesAsync(ids));
        Assert.Single(await Book.OfAsync(_anna, ids[1], Cancel));
    }

    [Fact]
    public async Task An_undo_leaves_no_judgement_of_the_undoer_and_never_that_of_somebody_else()
    {
        var ids = await DrawAsync(2);
        var judged = await Reviews.JudgeAsync(_anna, ids, ReviewState.Approved, confirm: false, Cancel);
        await Book.ReviewAsync(_ben, ids[0], ReviewState.Rejected, "Dark.", false, Cancel);
        await Book.TakeBackAsync(_anna, [.. judged.Made.Values], Cancel);

        Assert.Equal([ReviewState.Rejected, ReviewState.Open], await StatesAsync(ids));
        Assert.Empty(await _studio.Services.GetRequiredService<ReviewQueue>().DoneAsync(_anna, ids, Cancel));
    }

    [Fact]
    public async Task Whoever_confirms_says_their_own_word_on_what_others_approved()
    {
        var ids = await DrawAsync(2);
        await Book.ReviewAsync(_ben, ids[0], ReviewState.Approved, "", false, Cancel);

        Assert.Equal([ids[1]], (await Reviews.JudgeAsync(_anna, ids, ReviewState.Approved, confirm: false, Cancel)).Made.Keys);
        Assert.Equal(ids.Order(), (await Reviews.JudgeAsync(_anna, ids, ReviewState.Approved, confirm: true, Cancel)).Made.Keys.Order());
    }

    [Fact]
    public async Task Where_one_is_not_there_none_is_judged()
    {
        var ids = await DrawAsync(2);
        await Assert.ThrowsAsync<RefusedException>(() => Reviews.JudgeAsync(_anna, [.. ids, Guid.CreateVersion7()], ReviewState.Approved, confirm: false, Cancel));
        Assert.All(await StatesAsync(ids), s => Assert.Equal(ReviewState.Open, s));
    }

    [Fact]
    public async Task Only_an_owner_hides_and_what_was_hidden_is_told()
    {
        var ids = await DrawAsync(3);
        var showing = _studio.Services.GetRequiredService<ArtifactShowing>();
        await Assert.ThrowsAsync<RefusedException>(() => showing.ShowAsync(Shelf.Person(), ids, Visibility.Private, Cancel));
        await showing.ShowAsync(_anna, [ids[0]], Visibility.Private, Cancel);

        Assert.Equal([ids[1], ids[2]], (await showing.ShowAsync(_anna, ids, Visibility.Private, Cancel)).OrderDescending());
    }

    private async Task<IReadOnlyList<Guid>> DrawAsync(int count)
    {
        var generation = await Shelf.LineageAsync(_studio, _anna.PersonId, ContentHash.Of("c"u8).Hex);
        return [.. (await Shelf.FillAsync(_studio, generation, count)).Select(a => a.Id)];
    }

    private async Task<IReadOnlyList<ReviewState>> StatesAsync(IReadOnlyList<Guid> ids)
    {
        await using var db = await _studio.DbAsync();
        var states = await db.Artifacts.ToDictionaryAsync(a => a.Id, a => a.ReviewState, Cancel);
        return [.. ids.Select(id => states[id])];
    }
}
