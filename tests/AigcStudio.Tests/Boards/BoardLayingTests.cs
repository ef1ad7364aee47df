using AigcStudio.Core.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Gallery;
using Xunit;

namespace AigcStudio.Tests.Boards;

public sealed class BoardLayingTests : IAsyncLifetime
{
    private BoardTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await BoardTable.OpenAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task An_artifact_lies_on_several_boards_and_on_each_once()
    {
        var (one, other) = (await _table.MakeAsync("One"), await _table.MakeAsync("Other"));
        var drawn = await _table.DrawAsync(2);
        await _table.Laying.PutAsync(_table.Anna, one, drawn, Cancel);
        await _table.Laying.PutAsync(_table.Anna, other, [drawn[0]], Cancel);

        Assert.Empty(await _table.Laying.PutAsync(_table.Anna, one, [drawn[0]], Cancel));
        Assert.Equal(drawn, await ByHandAsync(one));
        Assert.Equal(["One", "Other"], (await _table.Reader.OfAsync(_table.Anna, drawn[0], Cancel)).Select(l => l.Name));
    }

    [Fact]
    public async Task What_is_laid_later_lies_in_front_in_the_order_it_was_given()
    {
        var board = await _table.MakeAsync();
        var drawn = await _table.DrawAsync(4);
        await _table.Laying.PutAsync(_table.Anna, board, [drawn[2], drawn[0]], Cancel);
        await _table.Laying.PutAsync(_table.Anna, board, [drawn[3], drawn[1]], Cancel);

        Assert.Equal([drawn[3], drawn[1], drawn[2], drawn[0]], await ByHandAsync(board));
        Assert.Equal(drawn, await _table.Reader.IdsAsync(_table.Anna, board, BoardOrder.Time, Cancel));
    }

    [Fact]
    public async Task What_is_moved_stands_in_front_of_the_other_or_at_the_end()
    {
        var board = await _table.MakeAsync();
        var drawn = await _table.DrawAsync(5);
        await _table.Laying.PutAsync(_table.Anna, board, drawn, Cancel);
        await _table.Laying.MoveAsync(_table.Anna, board, [drawn[4], drawn[0]], drawn[2], Cancel);
        Assert.Equal([drawn[1], drawn[4], drawn[0], drawn[2], drawn[3]], await ByHandAsync(board));

        await _table.Laying.MoveAsync(_table.Anna, board, [drawn[1]], null, Cancel);
        Assert.Equal([drawn[4], drawn[0], drawn[2], drawn[3], drawn[1]], await ByHandAsync(board));
    }

    [Fact]
    public async Task Places_do_not_run_out_however_often_something_is_moved_between_two()
    {
        var board = await _table.MakeAsync();
        var drawn = await _table.DrawAsync(3);
        await _table.Laying.PutAsync(_table.Anna, board, drawn, Cancel);
        var order = drawn.ToList();
        for (var i = 0; i < 80; i++)
        {
            // The last goes between the first two: each time the gap there halves.
            await _table.Laying.MoveAsync(_table.Anna, board, [order[2]], order[1], Cancel);
            order = [order[0], order[2], order[1]];
        }

        Assert.Equal(order, await ByHandAsync(board));
    }

    [Fact]
    public async Task What_was_taken_off_comes_back_to_its_place()
    {
        var board = await _table.MakeAsync();
        var drawn = await _table.DrawAsync(4);
        await _table.Laying.PutAsync(_table.Anna, board, drawn, Cancel);

        var taken = await _table.Laying.TakeOffAsync(_table.Anna, board, [drawn[1], drawn[2]], Cancel);
        Assert.Equal([drawn[0], drawn[3]], await ByHandAsync(board));
        await _table.Laying.PutBackAsync(_table.Anna, board, taken, Cancel);
        await _table.Laying.PutBackAsync(_table.Anna, board, taken, Cancel);

        Assert.Equal(drawn, await ByHandAsync(board));
    }

    [Fact]
    public async Task Nobody_lays_down_what_they_may_not_see()
    {
        var hidden = await _table.DrawAsync(1, Visibility.Private);
        var bens = await _table.Acts.MakeAsync(_table.Ben, "Mine", null, null, Cancel);

        Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => _table.Laying.PutAsync(_table.Ben, bens, hidden, Cancel))).Code);
        Assert.Empty(await ByHandAsync(bens));
    }

    [Fact]
    public async Task A_shared_board_shows_each_only_what_they_may_see_and_a_private_one_hides_no_shared_artifact()
    {
        var board = await _table.MakeAsync();
        var (open, hidden) = (await _table.DrawAsync(1), await _table.DrawAsync(2, Visibility.Private));
        await _table.Laying.PutAsync(_table.Anna, board, [.. open, .. hidden], Cancel);

        var seen = (await _table.Reader.GetAsync(_table.Ben, board, Cancel)).Card;
        Assert.Equal((1, open[0]), (seen.Count, seen.Cover.Single().Id));
        Assert.Equal(open, await _table.Reader.IdsAsync(_table.Ben, board, BoardOrder.Time, Cancel));

        await _table.Acts.ShowAsync(_table.Anna, board, Visibility.Private, Cancel);
        Assert.Equal(open, await _table.Get<GalleryReader>().IdsAsync(_table.Ben, new GalleryFilter(), Cancel));
        Assert.Empty(await _table.Get<GalleryReader>().IdsAsync(_table.Ben, new GalleryFilter(BoardId: board), Cancel));
    }

    [Fact]
    public async Task A_cover_shows_the_four_newest()
    {
        var board = await _table.MakeAsync();
        var drawn = await _table.DrawAsync(6);
        await _table.Laying.PutAsync(_table.Anna, board, [.. drawn.Reverse()], Cancel);

        Assert.Equal(drawn.Take(4), (await _table.Reader.GetAsync(_table.Anna, board, Cancel)).Card.Cover.Select(c => c.Id));
    }

    [Fact]
    public async Task The_gallery_is_filtered_by_board_and_by_what_lies_on_none_that_the_viewer_sees()
    {
        var (board, secret) = (await _table.MakeAsync(), await _table.MakeAsync("Secret", visibility: Visibility.Private));
        var drawn = await _table.DrawAsync(4);
        await _table.Laying.PutAsync(_table.Anna, board, [drawn[0]], Cancel);
        await _table.Laying.PutAsync(_table.Anna, secret, [drawn[1]], Cancel);
        var gallery = _table.Get<GalleryReader>();

        Assert.Equal([drawn[0]], await gallery.IdsAsync(_table.Ben, new GalleryFilter(BoardId: board), Cancel));
        Assert.Equal(drawn.Skip(2), await gallery.IdsAsync(_table.Anna, new GalleryFilter(WithoutBoard: true), Cancel));
        Assert.Equal(drawn.Skip(1), await gallery.IdsAsync(_table.Ben, new GalleryFilter(WithoutBoard: true), Cancel));

        await _table.Acts.TrashAsync(_table.Anna, board, Cancel);
        Assert.Empty(await gallery.IdsAsync(_table.Anna, new GalleryFilter(BoardId: board), Cancel));
        Assert.Equal(drawn, await gallery.IdsAsync(_table.Anna, new GalleryFilter(), Cancel));
    }

    [Fact]
    public async Task An_artifact_deleted_for_good_lies_on_no_board()
    {
        var board = await _table.MakeAsync();
        var blob = await _table.Studio.Blobs.AddAsync(new MemoryStream([1, 2, 3]), Cancel);
        var drawn = await _table.DrawAsync(2, hash: blob.Hash.Hex);
        await _table.Laying.PutAsync(_table.Anna, board, drawn, Cancel);
        await _table.Get<GalleryTrash>().TrashAsync(_table.Anna, [drawn[0]], Cancel);
        await _table.Get<GalleryTrash>().EmptyAsync(_table.Anna, Cancel);

        await using var db = await _table.Studio.DbAsync();
        Assert.Equal([drawn[1]], db.BoardItems.Select(i => i.ArtifactId));
    }

    private Task<IReadOnlyList<Guid>> ByHandAsync(Guid board) => _table.Reader.IdsAsync(_table.Anna, board, BoardOrder.Hand, Cancel);
}
