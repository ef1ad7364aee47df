using AigcStudio.Core;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Boards;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Gallery;

/// <summary>The gallery, and the trash, which is the gallery of what was deleted.</summary>
public sealed partial class GalleryPage : IAsyncDisposable
{
    private const int SmallestTile = 80;
    private const int LargestTile = 360;
    private const int FirstPiece = 120;

    private readonly Departure _gone = new();
    private readonly GridSelection _selection = new();
    private ArtifactGrid? _grid;
    private IReadOnlyList<Guid>? _ids;
    private FacetView _facets = FacetView.None;
    private GalleryFilter _filter = new();
    private IJSObjectReference? _script;
    private IDisposable? _keys;
    private BulkBar? _bar;
    private BoardPanel? _boardPanel;
    private IReadOnlyList<BoardLine> _boards = [];
    private bool _panel;
    private string _address = "";
    private int _tileSide = 180;
    private int _new;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required GalleryFacets Facets { get; init; }

    [Inject] public required GalleryTrash Trash { get; init; }

    [Inject] public required BoardReader Boards { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required JobBell Bell { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [SupplyParameterFromQuery(Name = "modality")] public string? Kind { get; set; }

    [SupplyParameterFromQuery] public Guid? RunId { get; set; }

    [SupplyParameterFromQuery] public Guid? ModelId { get; set; }

    [SupplyParameterFromQuery] public double? MinRating { get; set; }

    [SupplyParameterFromQuery] public string? State { get; set; }

    [SupplyParameterFromQuery] public string? Label { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    [SupplyParameterFromQuery] public bool? Mine { get; set; }

    [SupplyParameterFromQuery] public bool? NearCopy { get; set; }

    [SupplyParameterFromQuery] public string? Order { get; set; }

    [SupplyParameterFromQuery] public string? BoardId { get; set; }

    /// <summary>An artifact that is chosen from the start, because another page wants company for it.</summary>
    [SupplyParameterFromQuery] public Guid? With { get; set; }

    // Where one kind alone is shown, a download can only be of it.
    private IReadOnlySet<Core.Datasets.Modality> Kinds => _filter.Modality is { } kind ? new HashSet<Core.Datasets.Modality> { kind } : _facets.Kinds.Keys.ToHashSet();

    private bool MayChangeBoard => _boards.Any(b => b.Id == _filter.BoardId && b.MayChange);

    private bool Trashed => Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("trash", StringComparison.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        Bell.Rang -= OnRang;
        _keys?.Dispose();
        _gone.Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its script with it.
        }
    }

    protected override void OnInitialized()
    {
        _keys = Keys.Add(GalleryKeys.All);
        Bell.Rang += OnRang;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Navigation.Uri)
        {
            return;
        }

        _address = Navigation.Uri;
        _selection.Clear();
        _filter = new GalleryQuery
        {
            Modality = Kind,
            RunId = RunId,
            ModelId = ModelId,
            MinRating = MinRating,
            State = State,
            Label = Label,
            Mine = Mine,
            NearCopy = NearCopy,
            BoardId = BoardId,
            Trashed = Trashed,
            Order = Trashed ? null : Order,
            From = DateTimeOffset.TryParse(From, System.Globalization.CultureInfo.InvariantCulture, out var from) ? from : null,
        }.ToFilter();
        (_ids, _order, _note) = (null, null, null);
        await ReadAsync();
        if (!Trashed)
        {
            Choose();
            StateHasChanged();
            await ReadBoardsAsync();
            await CountAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/gallery.js");
            _panel = await _script.InvokeAsync<bool>("boardPanel", _gone.Token);
            if (await _script.InvokeAsync<int>("tileSide", _gone.Token) is >= SmallestTile and <= LargestTile and var side)
            {
                _tileSide = side;
            }

            StateHasChanged();
        }
    }

    private void Choose()
    {
        if (With is { } company && _ids!.Index().FirstOrDefault(i => i.Item == company) is var found && found.Item == company)
        {
            _selection.Follow(_ids!);
            _selection.Toggle(found.Index);
        }
    }

    private void Filtered(GalleryFilter filter) => Navigation.NavigateTo("gallery" + GalleryQuery.Of(filter));

    private async Task ResizeAsync(ChangeEventArgs change)
    {
        _tileSide = int.Parse((string)change.Value!, System.Globalization.CultureInfo.InvariantCulture);
        await _script!.InvokeVoidAsync("keepTileSide", _gone.Token, _tileSide);
    }

    private Task AskedAsync(GridMeaning meaning) => meaning.Act switch
    {
        GridAct.Open => OpenAsync(),
        _ when !Trashed => _bar!.DoAsync(meaning),
        _ => Task.CompletedTask,
    };

    private Task OpenAsync()
    {
        if (_selection.Cursor >= 0 && _selection.Cursor < _ids!.Count)
        {
            Navigation.NavigateTo($"gallery/{_ids[_selection.Cursor]}{(Trashed ? "" : GalleryQuery.Of(_filter))}");
        }

        return Task.CompletedTask;
    }

    private async Task ChangedAsync(IReadOnlyList<Guid> ids)
    {
        await (_grid?.RefreshAsync(ids) ?? Task.CompletedTask);
        await LookAtOrderAsync();
    }

    private async Task MovedAsync()
    {
        if (!_gone.Happened)
        {
            await ReadAsync();
            await ReadBoardsAsync();
            StateHasChanged();
        }
    }

    private Task PutAsync(IReadOnlyList<Guid> ids, Guid? board) => board is { } id ? _bar!.PutAsync(ids, id) : Task.CompletedTask;

    private Task RestoreAsync() => ActAsync(async (viewer, ids) =>
    {
        var moved = await Trash.RestoreAsync(viewer, ids, _gone.Token);
        _selection.Clear();
        await ReadAsync();
        Snackbar.Add(Texts["gallery.restored", moved], Severity.Success);
    });

    private async Task PurgeAsync()
    {
        if (await Dialogs.ConfirmAsync(Texts["gallery.trash.purge"], Texts["gallery.trash.purge.confirm", _ids!.Count], Texts["gallery.trash.purge"], dangerous: true))
        {
            var gone = await Trash.EmptyAsync(await Viewer.GetAsync(), _gone.Token);
            await ReadAsync();
            Snackbar.Add(Texts["gallery.trash.purged", gone], Severity.Success);
        }
    }

    private async Task PanelAsync()
    {
        _panel = !_panel;
        await _script!.InvokeVoidAsync("keepBoardPanel", _gone.Token, _panel);
    }

    // A refusal is a sentence in the corner, not the end of the page.
    private async Task ActAsync(Func<Core.Accounts.Viewer, IReadOnlyList<Guid>, Task> act)
    {
        var ids = _selection.Subjects;
        if (ids.Count == 0)
        {
            return;
        }

        try
        {
            await act(await Viewer.GetAsync(), ids);
        }
        catch (StudioException refusal)
        {
            Snackbar.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
