using AigcStudio.Core.Accounts;
using AigcStudio.Tests.Shell;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AigcStudio.Tests.Boards;

public sealed class BoardReaderTests : IAsyncLifetime
{
    private readonly LogLines _lines = new();
    private BoardTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _table = new BoardTable(await TemporaryStudio.OpenAsync(s => s.AddSingleton<ILoggerProvider>(_lines)));

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Twenty_boards_are_read_with_as_many_questions_as_one()
    {
        await _table.MakeAsync();
        var one = await QuestionsAsync();
        for (var i = 0; i < 20; i++)
        {
            await _table.MakeAsync($"Board {i}");
        }

        Assert.Equal(one, await QuestionsAsync());
    }

    [Fact]
    public async Task Each_board_of_a_list_tells_its_own_count_cover_and_boards_as_the_viewer_may_see_them()
    {
        var (first, second) = (await _table.MakeAsync("First"), await _table.MakeAsync("Second"));
        await _table.MakeAsync("Inside", first, Visibility.Private);
        await _table.MakeAsync("Shared", first, Visibility.Shared);
        var seen = await _table.DrawAsync(6);
        var hidden = await _table.DrawAsync(1, Visibility.Private);
        await _table.Laying.PutAsync(_table.Anna, first, [.. seen, .. hidden], Cancel);
        await _table.Laying.PutAsync(_table.Anna, second, [seen[5]], Cancel);

        var bens = await _table.Reader.TopAsync(_table.Ben, Cancel);
        var annas = await _table.Reader.TopAsync(_table.Anna, Cancel);

        Assert.Equal([("First", 6, 1), ("Second", 1, 0)], bens.Select(b => (b.Name, b.Count, b.Boards)));
        Assert.Equal([("First", 7, 2), ("Second", 1, 0)], annas.Select(b => (b.Name, b.Count, b.Boards)));
        Assert.Equal(seen.OrderDescending().Take(4), bens[0].Cover.Select(f => f.Id));
        Assert.Equal([seen[5]], bens[1].Cover.Select(f => f.Id));
    }

    private async Task<int> QuestionsAsync()
    {
        var before = Count();
        await _table.Reader.TopAsync(_table.Anna, Cancel);
        return Count() - before;

        int Count() => _lines.All.Count(l => l.StartsWith("Executed DbCommand", StringComparison.Ordinal));
    }
}
