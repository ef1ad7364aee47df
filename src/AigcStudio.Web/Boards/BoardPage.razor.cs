using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Boards;

/// <summary>One board: the boards in it, and what lies on it by time or as it was laid.</summary>
public sealed partial class BoardPage : IDisposable
{
    private readonly Departure _gone = new();
    private readonly GridSelection _selection = new();
    private IReadOnlyList<Guid> _ids = [];
    private BoardView? _view;
    private ArtifactGrid? _grid;
    private BulkBar? _bar;
    private IDisposable? _keys;
    private Guid _read;
    private bool _target;
    private string _said = "";

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required BoardReader Boards { get; init; }

    [Inject] public required BoardActs Acts { get; init; }

    [Inject] public required BoardLaying Laying { get; init; }

    [Inject] public required BoardTargets Targets { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Parameter] public Guid Id { get; set; }

    private bool Sortable => _view!.Card is { MayChange: true, Order: BoardOrder.Hand, TrashedAt: null };

    private IReadOnlyList<PageHeader.Crumb> Trail =>
        [new(Texts["boards.title"], "boards"), .. _view!.Path.Select(p => new PageHeader.Crumb(p.Name, $"boards/{p.Id}"))];

    private string Lead
    {
        get
        {
            var board = _view!.Card;
            var whose = Texts[board.Visibility == Visibility.Private ? "boards.lead.private" : "boards.lead.shared", board.OwnerName];
            return $"{Texts[board.Count == 1 ? "boards.count.one" : "boards.count", board.Count]} · {(board.TrashedAt is null ? whose : Texts["boards.inTrash"])}";
        }
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _keys = Keys.Add(GalleryKeys.OfBoard);

    protected override async Task OnParametersSetAsync()
    {
        if (_read != Id)
        {
            _read = Id;
            _selection.Clear();
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        var viewer = await Viewer.GetAsync();
        _view = await Boards.GetAsync(viewer, Id, _gone.Token);
        _ids = await Boards.IdsAsync(viewer, Id, _view.Card.Order, _gone.Token);
        _target = await Targets.OfAsync(viewer, _gone.Token) == Id;
        StateHasChanged();
    }

    private Task MovedAsync() => _gone.Happened ? Task.CompletedTask : ReadAsync();

    private Task ChangedAsync(IReadOnlyList<Guid> ids) => _grid?.RefreshAsync(ids) ?? Task.CompletedTask;

    private Task AskedAsync(GridMeaning meaning)
    {
        switch (meaning.Act)
        {
            case GridAct.Open when _selection.Cursor >= 0 && _selection.Cursor < _ids.Count:
                Navigation.NavigateTo($"gallery/{_ids[_selection.Cursor]}?boardId={Id}");
                return Task.CompletedTask;
            case GridAct.Earlier or GridAct.Later:
                return Sortable ? StepAsync(meaning.Act == GridAct.Earlier ? -1 : +1) : Task.CompletedTask;
            default:
                return _bar!.DoAsync(meaning);
        }
    }

    // The chosen ones go together past the one beside them.
    private Task StepAsync(int direction)
    {
        var moved = _selection.Subjects;
        List<Guid> rest = [.. _ids.Except(moved)];
        if (moved.Count == 0 || rest.Count == 0)
        {
            return Task.CompletedTask;
        }

        var first = _ids.Index().First(i => i.Item == moved[0]).Index;
        var at = Math.Clamp(first + direction, 0, rest.Count);
        return MoveAsync(moved, at < rest.Count ? rest[at] : null);
    }

    private Task DroppedAsync(GridDrop drop) => drop.BoardId is { } board ? _bar!.PutAsync(drop.Ids, board) : MoveAsync(drop.Ids, drop.Before);

    private Task MoveAsync(IReadOnlyList<Guid> moved, Guid? before) => GuardedAsync(async viewer =>
    {
        await Laying.MoveAsync(viewer, Id, moved, before, _gone.Token);
        _ids = await Boards.IdsAsync(viewer, Id, BoardOrder.Hand, _gone.Token);
        _said = Texts["boards.moved", _ids.Index().First(i => i.Item == moved[0]).Index + 1, _ids.Count];
    });

    private Task OrderAsync(BoardOrder order) => GuardedAsync(async viewer =>
    {
        await Acts.OrderAsync(viewer, Id, order, _gone.Token);
        await ReadAsync();
    });

    private Task TargetAsync() => GuardedAsync(async viewer =>
    {
        await Targets.ChooseAsync(viewer, _target ? null : Id, _gone.Token);
        _target = !_target;
        Snackbar.Add(Texts[_target ? "boards.target.now" : "boards.target.off", _view!.Card.Name], Severity.Success);
    });

    private Task MakeAsync() => GuardedAsync(async viewer =>
    {
        if (await BoardDialog.AskAsync(Dialogs, await Boards.LinesAsync(viewer, _gone.Token), edited: null, parentId: Id) is { } answer)
        {
            await Acts.MakeAsync(viewer, answer.Name, answer.ParentId, answer.Visibility, _gone.Token);
            await ReadAsync();
        }
    });

    private Task EditAsync() => GuardedAsync(async viewer =>
    {
        var board = _view!.Card;
        if (await BoardDialog.AskAsync(Dialogs, await Boards.LinesAsync(viewer, _gone.Token), board, null) is { } answer)
        {
            if (answer.ParentId != board.ParentId)
            {
                await Acts.MoveAsync(viewer, Id, answer.ParentId, _gone.Token);
            }

            await Acts.RenameAsync(viewer, Id, answer.Name, _gone.Token);
            await Acts.ShowAsync(viewer, Id, answer.Visibility, _gone.Token);
            await ReadAsync();
        }
    });

    private Task TrashAsync() => GuardedAsync(async viewer =>
    {
        var (gone, name) = (Id, _view!.Card.Name);
        await Acts.TrashAsync(viewer, gone, _gone.Token);
        Snackbar.Add(Texts["boards.trashed", name], Severity.Normal, o =>
        {
            o.Action = Texts["gallery.undo"];
            o.OnClick = _ => InvokeAsync(async () =>
            {
                await Acts.RestoreAsync(await Viewer.GetAsync(), gone, CancellationToken.None);
                Navigation.NavigateTo($"boards/{gone}");
            });
        });
        Navigation.NavigateTo(_view.Path.Count > 0 ? $"boards/{_view.Path[^1].Id}" : "boards");
    });

    private Task RestoreAsync() => GuardedAsync(async viewer =>
    {
        await Acts.RestoreAsync(viewer, Id, _gone.Token);
        await ReadAsync();
    });

    private async Task GuardedAsync(Func<Viewer, Task> act)
    {
        try
        {
            await act(await Viewer.GetAsync());
        }
        catch (StudioException refusal)
        {
            Snackbar.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
