using AigcStudio.Core;
using AigcStudio.Data.Boards;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Boards;

/// <summary>The boards at the top, and the trash of boards.</summary>
public sealed partial class BoardsPage : IDisposable
{
    private readonly Departure _gone = new();
    private IReadOnlyList<BoardCard>? _boards;
    private Guid? _target;
    private bool _canCreate;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required BoardReader Boards { get; init; }

    [Inject] public required BoardActs Acts { get; init; }

    [Inject] public required BoardTargets Targets { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [SupplyParameterFromQuery(Name = "trashed")] public bool Trashed { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var viewer = await Viewer.GetAsync();
        _canCreate = viewer.CanCreate;
        _target = await Targets.OfAsync(viewer, _gone.Token);
        _boards = Trashed
            ? (await Boards.ListAsync(viewer, null, trashed: true, null, BoardReader.MostAtOnce, _gone.Token)).Items
            : await Boards.TopAsync(viewer, _gone.Token);
    }

    private async Task MakeAsync()
    {
        var viewer = await Viewer.GetAsync();
        var lines = await Boards.LinesAsync(viewer, _gone.Token);
        if (await BoardDialog.AskAsync(Dialogs, lines, edited: null, parentId: null) is { } answer)
        {
            await GuardedAsync(async () =>
            {
                var id = await Acts.MakeAsync(viewer, answer.Name, answer.ParentId, answer.Visibility, _gone.Token);
                Navigation.NavigateTo($"boards/{id}");
            });
        }
    }

    private Task RestoreAsync(BoardCard board) => GuardedAsync(async () =>
    {
        await Acts.RestoreAsync(await Viewer.GetAsync(), board.Id, _gone.Token);
        await ReadAsync();
        Snackbar.Add(Texts["boards.restored", board.Name], Severity.Success);
    });

    private async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (StudioException refusal)
        {
            Snackbar.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
