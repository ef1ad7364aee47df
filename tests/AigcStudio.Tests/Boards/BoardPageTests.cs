using AigcStudio.Data;
using AigcStudio.Data.Boards;
using AigcStudio.Tests.Gallery;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Boards;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Boards;

public sealed class BoardPageTests() : StudioPageTest(services => services.AddScoped<KeyList>())
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_hand_a_key_moves_what_stands_under_it_past_the_next()
    {
        var (board, ids) = await KeepAsync(3, BoardOrder.Hand);
        var grid = Open(board).FindComponent<ArtifactGrid>();
        await grid.InvokeAsync(() => grid.Instance.OnKey("Home", false, false));
        await grid.InvokeAsync(() => grid.Instance.OnKey("]", false, false));

        grid.WaitForAssertion(() => Assert.Equal([ids[1], ids[0], ids[2]], grid.Instance.Ids));
        await grid.InvokeAsync(() => grid.Instance.OnKey("[", false, false));
        grid.WaitForAssertion(() => Assert.Equal(ids, grid.Instance.Ids));
    }

    [Fact]
    public async Task A_tile_dropped_behind_the_last_becomes_the_last()
    {
        var (board, ids) = await KeepAsync(3, BoardOrder.Hand);
        var grid = Open(board).FindComponent<ArtifactGrid>();
        await grid.InvokeAsync(() => grid.Instance.OnDrop(0, "", 3));

        grid.WaitForAssertion(() => Assert.Equal([ids[1], ids[2], ids[0]], grid.Instance.Ids));
    }

    [Fact]
    public async Task By_time_days_divide_it_and_nothing_is_moved()
    {
        var (board, ids) = await KeepAsync(2, BoardOrder.Time);
        var page = Open(board);
        var grid = page.FindComponent<ArtifactGrid>();
        await grid.InvokeAsync(() => grid.Instance.OnKey("Home", false, false));
        await grid.InvokeAsync(() => grid.Instance.OnKey("]", false, false));

        Assert.Single(page.FindAll(".art-day"));
        Assert.Equal(ids, grid.Instance.Ids);
    }

    [Fact]
    public async Task A_click_with_shift_chooses_the_range()
    {
        var (board, ids) = await KeepAsync(4, BoardOrder.Time);
        var page = Open(board);
        page.WaitForElements(".art-link")[0].Click(new MouseEventArgs { CtrlKey = true });
        page.FindAll(".art-link")[2].Click(new MouseEventArgs { ShiftKey = true });

        Assert.Equal(ids.Take(3), page.FindComponent<ArtifactGrid>().Instance.Selection.Subjects);
        Assert.Equal("3 selected", page.Find(".bulk-bar strong").TextContent);
    }

    private async Task<(Guid Board, IReadOnlyList<Guid> Ids)> KeepAsync(int count, BoardOrder order)
    {
        var board = new Board { Id = NewId(), Name = "Spring", OwnerId = Me.Id, Order = order, CreatedAt = Clock.GetUtcNow() };
        Keep(board);
        var databases = Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var generation = await Shelf.LineageAsync(databases, Me.Id, "c");
        List<Guid> ids = [.. (await Shelf.FillAsync(databases, generation, count)).Select(a => a.Id)];
        await Services.GetRequiredService<BoardLaying>().PutAsync(new(Me.Id, Me.Role), board.Id, ids, Cancel);
        return (board.Id, ids);
    }

    private IRenderedComponent<BoardPage> Open(Guid board)
    {
        Render<MudBlazor.MudPopoverProvider>();
        var page = Render<BoardPage>(p => p.Add(b => b.Id, board));
        page.WaitForElement(".art-tile");
        return page;
    }
}
