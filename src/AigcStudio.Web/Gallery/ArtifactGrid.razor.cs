using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Gallery;

/// <summary>
/// A gallery of any length: it knows where each tile stands, keeps only those near the window on the page, and reads of the
/// database only what these show. Keys and choosing are <see cref="GridMeaning"/> and <see cref="GridSelection"/>.
/// </summary>
public sealed partial class ArtifactGrid : IAsyncDisposable
{
    private const int NoteHeight = 24;

    private readonly Departure _gone = new();
    private readonly Dictionary<Guid, ArtifactTile> _tiles = [];
    private GridPlan _plan = new([], 1000, 180, TimeSpan.Zero);
    private ElementReference _element;
    private DotNetObjectReference<ArtifactGrid>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _watch;
    private (int First, int End) _shown;
    private (int Top, int Height, int Width, int OffsetMinutes) _view = (0, 900, 1000, 0);
    private IReadOnlyList<Guid> _planned = [];
    private (int Tile, int Width, Modality? Kind, bool Days, bool Noted) _plannedFor;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>Newest first, or as <see cref="Note"/> says.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Guid> Ids { get; set; }

    [Parameter, EditorRequired] public required GridSelection Selection { get; set; }

    /// <summary>Wanted side of a tile, px.</summary>
    [Parameter] public int TileSide { get; set; } = 180;

    /// <summary>The only kind that is shown, or null where kinds are mixed: it gives tiles their shape.</summary>
    [Parameter] public Modality? Kind { get; set; }

    /// <summary>The filter as the end of an address, so that the detail page knows its neighbours.</summary>
    [Parameter] public string Query { get; set; } = "";

    /// <summary>A line beneath each tile.</summary>
    [Parameter] public Func<Guid, string?>? Note { get; set; }

    /// <summary>False for an order that is not by time: no days divide it.</summary>
    [Parameter] public bool Days { get; set; } = true;

    /// <summary>Tiles can be dragged onto boards.</summary>
    [Parameter] public bool Draggable { get; set; }

    /// <summary>Tiles can be dragged to another place in the grid.</summary>
    [Parameter] public bool Sortable { get; set; }

    [Parameter] public EventCallback<GridDrop> Dropped { get; set; }

    /// <summary>A key asks for an act on <see cref="GridSelection.Subjects"/>.</summary>
    [Parameter] public EventCallback<GridMeaning> Asked { get; set; }

    [Parameter] public EventCallback SelectionChanged { get; set; }

    private IEnumerable<GridLine> Lines => _plan.Lines.Skip(_shown.First).Take(_shown.End - _shown.First);

    /// <summary>Reads tiles anew, after an act changed them.</summary>
    public Task RefreshAsync(IEnumerable<Guid> changed)
    {
        foreach (var id in changed)
        {
            _tiles.Remove(id);
        }

        return ShowAsync();
    }

    /// <summary>Called by the script when the window scrolled or the grid's width changed.</summary>
    [JSInvokable]
    public Task OnView(int top, int height, int width, int offsetMinutes)
    {
        if (width > 0)
        {
            _view = (top, height, width, offsetMinutes);
        }

        return ShowAsync();
    }

    /// <summary>Called by the script for the keys of the grid.</summary>
    [JSInvokable]
    public async Task OnKey(string key, bool control, bool shift)
    {
        var meaning = GridMeaning.Of(key, control, shift, _plan, Selection);
        if (meaning.Act == GridAct.Moved)
        {
            var line = _plan.Lines[_plan.LineOf(Selection.Cursor)];
            await _watch!.InvokeVoidAsync("reveal", _gone.Token, line.Top, line.Height);
        }

        await (meaning.Act is GridAct.Moved or GridAct.Chosen ? SelectionChanged.InvokeAsync() : meaning.Act == GridAct.None ? Task.CompletedTask : Asked.InvokeAsync(meaning));
        StateHasChanged();
    }

    /// <summary>Called by the script when a finger stayed on a tile.</summary>
    [JSInvokable]
    public Task OnHold(int index) => ToggledAsync(index);

    /// <summary>Called by the script when the keyboard's focus came to a tile: keys then mean that one.</summary>
    [JSInvokable]
    public void OnFocus(int index)
    {
        if (index < Ids.Count && index != Selection.Cursor)
        {
            Selection.MoveTo(index, extend: false);
            StateHasChanged();
        }
    }

    /// <summary>Called by the script when a tile was dropped on a board, or in front of another tile.</summary>
    [JSInvokable]
    public Task OnDrop(int index, string board, int before)
    {
        if (index < 0 || index >= Ids.Count)
        {
            return Task.CompletedTask;
        }

        IReadOnlyList<Guid> moved = Selection.Has(Ids[index]) ? Selection.Subjects : [Ids[index]];
        Guid? next = Ids.Skip(before).Where(id => !moved.Contains(id)).Select(id => (Guid?)id).FirstOrDefault();
        return Dropped.InvokeAsync(new GridDrop(moved, Guid.TryParse(board, out var id) ? id : null, next));
    }

    public async ValueTask DisposeAsync()
    {
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }

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

    protected override Task OnParametersSetAsync() => ShowAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/gallery.js");
            _watch = await _script.InvokeAsync<IJSObjectReference>("watch", _gone.Token, _element, _self);
        }
    }

    private async Task ShowAsync()
    {
        Replan();
        var shown = _plan.Between(_view.Top - _view.Height, _view.Top + (2 * _view.Height));
        if (shown != _shown)
        {
            _shown = shown;
            StateHasChanged();
        }

        var missing = Lines.SelectMany(l => Enumerable.Range(l.First, l.Count)).Select(i => Ids[i]).Where(id => !_tiles.ContainsKey(id)).ToList();
        if (missing.Count > 0 && !_gone.Happened)
        {
            foreach (var tile in await Gallery.TilesAsync(await Viewer.GetAsync(), missing, _gone.Token))
            {
                _tiles[tile.Id] = tile;
            }

            StateHasChanged();
        }
    }

    private void Replan()
    {
        var offset = TimeSpan.FromMinutes(_view.OffsetMinutes);
        var wanted = (TileSide, _view.Width, Kind, Days, Note is not null);
        if (ReferenceEquals(_planned, Ids) && _plannedFor == wanted)
        {
            return;
        }

        (_planned, _plannedFor) = (Ids, wanted);
        _plan = new GridPlan(Ids, _view.Width, TileSide, offset, TileShape.Of(Kind), Note is null ? 0 : NoteHeight, Days);
        _shown = default;
        Selection.Follow(Ids);
    }

    private string Place(GridLine line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"transform:translate({column * (_plan.Tile + GridPlan.Gap)}px,{line.Top}px);width:{_plan.Tile}px;height:{_plan.TileHeight}px");

    private string Words(int index, ArtifactTile? tile)
    {
        var rating = tile is { RatingCount: > 0 }
            ? Texts["gallery.tile", index + 1, tile.Stars.ToString("0.#", CultureInfo.CurrentCulture)]
            : Texts["gallery.tile.unrated", index + 1];
        var words = tile is null or { Modality: Modality.Image } ? rating : $"{rating}. {ArtifactWords.Of(Texts, tile)}";
        return Note?.Invoke(Ids[index]) is { } note ? $"{words}. {note}" : words;
    }

    private string DayName(DateOnly day)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime.AddMinutes(_view.OffsetMinutes));
        return day == today ? Texts["gallery.today"]
            : day == today.AddDays(-1) ? Texts["gallery.yesterday"]
            : day.ToString("D", CultureInfo.CurrentCulture);
    }

    private Task PressedAsync(int index, MouseEventArgs pressed)
    {
        if (pressed.ShiftKey)
        {
            Selection.MoveTo(index, extend: true);
            return SelectionChanged.InvokeAsync();
        }

        return pressed.CtrlKey || pressed.MetaKey || Selection.Count > 0 ? ToggledAsync(index) : Task.CompletedTask;
    }

    private Task ToggledAsync(int index)
    {
        Selection.Toggle(index);
        return SelectionChanged.InvokeAsync();
    }
}
