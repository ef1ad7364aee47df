using AigcStudio.Core;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
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

    private readonly CancellationTokenSource _gone = new();
    private readonly GridSelection _selection = new();
    private ArtifactGrid? _grid;
    private IReadOnlyList<Guid>? _ids;
    private FacetView _facets = FacetView.None;
    private GalleryFilter _filter = new();
    private IJSObjectReference? _script;
    private IDisposable? _keys;
    private DeliveryFormats _formats = DeliveryFormats.Of(null, null, null);
    private string _address = "";
    private int _tileSide = 180;
    private int _new;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required GalleryFacets Facets { get; init; }

    [Inject] public required GalleryTrash Trash { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

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

    private bool Trashed => Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("trash", StringComparison.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        Bell.Rang -= OnRang;
        _keys?.Dispose();
        await _gone.CancelAsync();
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
            Trashed = Trashed,
            Order = Trashed ? null : Order,
            From = DateTimeOffset.TryParse(From, System.Globalization.CultureInfo.InvariantCulture, out var from) ? from : null,
        }.ToFilter();
        (_ids, _order, _note) = (null, null, null);
        await ReadAsync();
        if (!Trashed)
        {
            StateHasChanged();
            await CountAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/gallery.js");
            if (await _script.InvokeAsync<int>("tileSide", _gone.Token) is >= SmallestTile and <= LargestTile and var side)
            {
                _tileSide = side;
                StateHasChanged();
            }
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
        GridAct.Rate when !Trashed => RateAsync(meaning.Stars),
        GridAct.Trash when !Trashed => TrashAsync(),
        GridAct.Open => OpenAsync(),
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

    private Task RateAsync(int stars) => ActAsync(async (viewer, ids) =>
    {
        await Ratings.RateAsync(viewer, ids, stars, _gone.Token);
        await _grid!.RefreshAsync(ids);
        await LookAtOrderAsync();
        if (ids.Count > 1)
        {
            Snackbar.Add(Texts["gallery.rated", ids.Count, stars], Severity.Success);
        }
    });

    private Task TrashAsync() => ActAsync(async (viewer, ids) =>
    {
        var moved = await Trash.TrashAsync(viewer, ids, _gone.Token);
        _selection.Clear();
        await ReadAsync();
        Snackbar.Add(Texts["gallery.trashed", moved], Severity.Normal, o =>
        {
            o.Action = Texts["gallery.undo"];
            o.OnClick = _ => UndoAsync(ids);
        });
    });

    private async Task UndoAsync(IReadOnlyList<Guid> ids)
    {
        await Trash.RestoreAsync(await Viewer.GetAsync(), ids, CancellationToken.None);
        await InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        });
    }

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

    private async Task ZipAsync()
    {
        if (_selection.Count > SelectionArchive.Most)
        {
            Snackbar.Add(Texts["export.tooMany", SelectionArchive.Most], Severity.Warning);
            return;
        }

        await _script!.InvokeVoidAsync(
            "zip", _gone.Token, string.Join(',', _selection.Subjects), _formats.Pictures.Id, _formats.Texts.Id, _formats.Sounds.Id);
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
