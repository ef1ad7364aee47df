using AigcStudio.Core.Accounts;
using AigcStudio.Data.Boards;
using Xunit;

namespace AigcStudio.Tests.Boards;

public sealed class BoardActsTests : IAsyncLifetime
{
    private BoardTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await BoardTable.OpenAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Boards_lie_six_deep_and_no_deeper()
    {
        var chain = await ChainAsync(BoardTree.Deepest);

        Assert.Equal("boards.tooDeep", (await Assert.ThrowsAsync<BoardException>(() => _table.MakeAsync("7", chain[^1]))).Code);
        Assert.Equal(5, (await _table.Reader.GetAsync(_table.Anna, chain[^1], Cancel)).Path.Count);
    }

    [Fact]
    public async Task A_board_with_others_in_it_is_moved_only_where_all_of_them_find_room()
    {
        var chain = await ChainAsync(4);
        var pair = await ChainAsync(2);
        await _table.Acts.MoveAsync(_table.Anna, pair[0], chain[^1], Cancel);
        var three = await ChainAsync(3);

        Assert.Equal("boards.tooDeep", (await Assert.ThrowsAsync<BoardException>(() => _table.Acts.MoveAsync(_table.Anna, three[0], chain[^1], Cancel))).Code);
        Assert.Equal(6, (await _table.Reader.LinesAsync(_table.Anna, Cancel)).Single(l => l.Id == pair[1]).Depth);
    }

    [Fact]
    public async Task No_board_lies_in_itself_however_far_round()
    {
        var chain = await ChainAsync(3);

        foreach (var within in chain)
        {
            Assert.Equal("boards.circle", (await Assert.ThrowsAsync<BoardException>(() => _table.Acts.MoveAsync(_table.Anna, chain[0], within, Cancel))).Code);
        }
    }

    [Fact]
    public async Task A_deleted_board_takes_those_in_it_along_and_brings_back_just_them()
    {
        var chain = await ChainAsync(3);
        await _table.Acts.TrashAsync(_table.Anna, chain[2], Cancel);
        await _table.Acts.TrashAsync(_table.Anna, chain[0], Cancel);
        Assert.Empty(await _table.Reader.LinesAsync(_table.Anna, Cancel));

        await _table.Acts.RestoreAsync(_table.Anna, chain[0], Cancel);

        Assert.Equal([chain[0], chain[1]], (await _table.Reader.LinesAsync(_table.Anna, Cancel)).Select(l => l.Id));
    }

    [Fact]
    public async Task A_board_whose_parent_stays_in_the_trash_comes_back_at_the_top()
    {
        var chain = await ChainAsync(2);
        await _table.Acts.TrashAsync(_table.Anna, chain[0], Cancel);

        await _table.Acts.RestoreAsync(_table.Anna, chain[1], Cancel);

        Assert.Equal((chain[1], 1), (await _table.Reader.LinesAsync(_table.Anna, Cancel)).Select(l => (l.Id, l.Depth)).Single());
    }

    [Fact]
    public async Task Anothers_private_board_answers_like_a_missing_one_to_every_act()
    {
        var hidden = await _table.MakeAsync(visibility: Visibility.Private);
        Func<Guid, Task>[] acts =
        [
            id => _table.Reader.GetAsync(_table.Ben, id, Cancel),
            id => _table.Acts.RenameAsync(_table.Ben, id, "mine", Cancel),
            id => _table.Acts.MakeAsync(_table.Ben, "in it", id, null, Cancel),
            id => _table.Acts.TrashAsync(_table.Ben, id, Cancel),
            id => _table.Laying.PutAsync(_table.Ben, id, [], Cancel),
            id => _table.Get<BoardTargets>().ChooseAsync(_table.Ben, id, Cancel),
        ];
        foreach (var act in acts)
        {
            Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => act(hidden))).Code);
            Assert.Equal("refused.notFound", (await Assert.ThrowsAsync<RefusedException>(() => act(Guid.CreateVersion7()))).Code);
        }
    }

    [Fact]
    public async Task A_shared_board_is_seen_by_all_and_changed_by_its_owner_and_administrators()
    {
        var board = await _table.MakeAsync();

        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => _table.Acts.RenameAsync(_table.Ben, board, "mine", Cancel))).Code);
        await _table.Acts.RenameAsync(_table.Ben with { Role = Role.Admin }, board, " Summer ", Cancel);
        var seen = (await _table.Reader.GetAsync(_table.Ben, board, Cancel)).Card;
        Assert.Equal(("Summer", false), (seen.Name, seen.MayChange));
    }

    [Fact]
    public async Task A_shared_board_in_a_private_one_stands_at_the_top_for_others()
    {
        var outer = await _table.MakeAsync("Outer", visibility: Visibility.Private);
        var inner = await _table.MakeAsync("Inner", outer, Visibility.Shared);

        Assert.Equal([(inner, "Inner")], (await _table.Reader.LinesAsync(_table.Ben, Cancel)).Select(l => (l.Id, l.Path)));
        Assert.Empty((await _table.Reader.GetAsync(_table.Ben, inner, Cancel)).Path);
        Assert.Equal([inner], (await _table.Reader.TopAsync(_table.Ben, Cancel)).Select(b => b.Id));
    }

    [Fact]
    public async Task What_an_administrator_makes_in_a_board_belongs_to_the_boards_owner_and_is_as_private()
    {
        var outer = await _table.MakeAsync(visibility: Visibility.Private);
        var inner = await _table.Acts.MakeAsync(_table.Ben with { Role = Role.Admin }, "In it", outer, null, Cancel);

        var seen = (await _table.Reader.GetAsync(_table.Anna, inner, Cancel)).Card;
        Assert.Equal((_table.Anna.PersonId, Visibility.Private), (seen.OwnerId, seen.Visibility));
    }

    private async Task<IReadOnlyList<Guid>> ChainAsync(int length)
    {
        var chain = new List<Guid>();
        for (var i = 0; i < length; i++)
        {
            chain.Add(await _table.MakeAsync($"{i}", chain.Count > 0 ? chain[^1] : null));
        }

        return chain;
    }
}
