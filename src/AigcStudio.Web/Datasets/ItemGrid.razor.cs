using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Datasets;

/// <summary>All items of a version as small tiles, texts as a list; only the rows in sight are there.</summary>
public sealed partial class ItemGrid : IAsyncDisposable
{
    private const int GapPixels = 8;

    /// <summary>Three lines of text, or one of a question and two of its reply.</summary>
    private const float TextRow = 84;

    private const float SoundRow = 116;

    private ElementReference _frame;
    private Virtualize<ItemRow>? _rows;
    private DotNetObjectReference<ItemGrid>? _self;
    private IJSObjectReference? _watch;
    private int _columns;
    private float _rowHeight;
    private (Guid Version, int? Label) _shown;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required IJSRuntime Script { get; set; }

    [Parameter, EditorRequired]
    public Guid DatasetId { get; set; }

    [Parameter, EditorRequired]
    public Guid VersionId { get; set; }

    [Parameter]
    public Modality Kind { get; set; }

    /// <summary>Number of a label, -1 for items without one, null for all.</summary>
    [Parameter]
    public int? Label { get; set; }

    [Parameter]
    public EventCallback<ItemView> Opened { get; set; }

    /// <summary>The browser says how many tiles fit.</summary>
    [JSInvokable]
    public async Task Fit(int columns, float rowHeight)
    {
        (_columns, _rowHeight) = Kind switch
        {
            Modality.Text => (1, TextRow),
            Modality.Audio => (columns, SoundRow),
            _ => (columns, rowHeight),
        };
        StateHasChanged();
        await RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page went first.
        }

        _self?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != (VersionId, Label))
        {
            _shown = (VersionId, Label);
            await RefreshAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await using var script = await Script.InvokeAsync<IJSObjectReference>("import", "./js/datasets-grid.js");
            _watch = await script.InvokeAsync<IJSObjectReference>("watch", _frame, TilePixels, GapPixels, _self);
        }
    }

    /// <summary>Wanted width of a tile.</summary>
    private int TilePixels => Kind == Modality.Audio ? 200 : 88;

    private static string Pixels(float pixels) => pixels.ToString(CultureInfo.InvariantCulture);

    private async Task RefreshAsync()
    {
        if (_rows is not null)
        {
            await _rows.RefreshDataAsync();
            StateHasChanged();
        }
    }

    private async ValueTask<ItemsProviderResult<ItemRow>> RowsAsync(ItemsProviderRequest request)
    {
        var (items, total) = await Reader.SliceAsync(
            await Viewer.GetAsync(), DatasetId, VersionId, Label, request.StartIndex * _columns, request.Count * _columns, request.CancellationToken);
        return new ItemsProviderResult<ItemRow>(items.Chunk(_columns).Select(i => new ItemRow(i)), (total + _columns - 1) / _columns);
    }

    /// <summary>Tiles beside each other.</summary>
    private sealed record ItemRow(IReadOnlyList<ItemView> Items);
}
