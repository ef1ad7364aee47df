using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Tests.Gallery;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AigcStudio.Tests.Boards;

public sealed class BoardTargetsTests : IAsyncLifetime
{
    private BoardTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BoardTargets Targets => _table.Get<BoardTargets>();

    public async ValueTask InitializeAsync() => _table = await BoardTable.OpenAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_draw_goes_to_the_board_that_was_the_target_when_it_was_asked_for()
    {
        var (first, second) = (await _table.MakeAsync("First"), await _table.MakeAsync("Second"));
        await Targets.ChooseAsync(_table.Anna, first, Cancel);
        var asked = await AskAsync();
        await Targets.ChooseAsync(_table.Anna, second, Cancel);

        var made = await DrawAsync(asked, 3);

        Assert.Equal(made, await _table.Reader.IdsAsync(_table.Anna, first, BoardOrder.Hand, Cancel));
        Assert.Empty(await _table.Reader.IdsAsync(_table.Anna, second, BoardOrder.Hand, Cancel));
    }

    [Fact]
    public async Task A_board_that_is_asked_for_goes_before_the_target_and_must_be_ones_own()
    {
        var (target, named) = (await _table.MakeAsync("Target"), await _table.MakeAsync("Named"));
        await Targets.ChooseAsync(_table.Anna, target, Cancel);

        Assert.Equal(named, (await GenerationAsync(await AskAsync(named))).BoardId);
        var bens = await _table.Acts.MakeAsync(_table.Ben, "Ben's", null, null, Cancel);
        Assert.Equal("refused.notAllowed", (await Assert.ThrowsAsync<RefusedException>(() => AskAsync(bens))).Code);
    }

    [Fact]
    public async Task A_target_in_the_trash_is_none()
    {
        var target = await _table.MakeAsync();
        await Targets.ChooseAsync(_table.Anna, target, Cancel);
        await _table.Acts.TrashAsync(_table.Anna, target, Cancel);

        Assert.Null(await Targets.OfAsync(_table.Anna, Cancel));
        Assert.Null((await GenerationAsync(await AskAsync())).BoardId);
    }

    [Fact]
    public async Task A_target_can_be_changed_and_given_up()
    {
        var (first, second) = (await _table.MakeAsync("First"), await _table.MakeAsync("Second"));
        await Targets.ChooseAsync(_table.Anna, first, Cancel);
        await Targets.ChooseAsync(_table.Anna, second, Cancel);
        Assert.Equal((second, (Guid?)null), (await Targets.OfAsync(_table.Anna, Cancel), await Targets.OfAsync(_table.Ben, Cancel)));

        await Targets.ChooseAsync(_table.Anna, null, Cancel);
        Assert.Null(await Targets.OfAsync(_table.Anna, Cancel));
    }

    private async Task<Guid> AskAsync(Guid? board = null)
    {
        var lineage = await Shelf.LineageAsync(_table.Studio, _table.Anna.PersonId, Core.ContentHash.Of("c"u8).Hex);
        var ask = new GenerationAsk(null, lineage.RunId, 3, BoardId: board);
        return (await _table.Get<Generations>().QueueAsync(_table.Anna, ask, Cancel)).GenerationId;
    }

    private async Task<Generation> GenerationAsync(Guid id)
    {
        await using var db = await _table.Studio.DbAsync();
        return await db.Generations.SingleAsync(g => g.Id == id, Cancel);
    }

    private async Task<IReadOnlyList<Guid>> DrawAsync(Guid generation, int count)
    {
        var drawn = _table.Get<DrawnArtifacts>();
        var folder = _table.Studio.Folders.NewSpoolFolder();
        List<DrawnExample> examples = [];
        for (var i = 0; i < count; i++)
        {
            var file = Path.Combine(folder, $"{i}.png");
            await File.WriteAllTextAsync(file, $"{i}", Cancel);
            examples.Add(new DrawnExample(file, Modality.Image) { Width = 8, Height = 8 });
        }

        await drawn.TakeAsync(await drawn.PlanAsync(generation, Cancel), examples, Cancel);
        return await _table.Get<GalleryReader>().IdsAsync(_table.Anna, new GalleryFilter(), Cancel);
    }
}
