using AigcStudio.Data.Gallery;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Gallery;

/// <summary>One artifact: large, with its passport, stars, judgement and marked downloads; arrows lead to its neighbours.</summary>
public sealed partial class ArtifactPage : IAsyncDisposable
{
    private readonly Departure _gone = new();
    private ArtifactPassport? _passport;
    private TasteOrder? _order;
    private Guid? _newer;
    private Guid? _older;
    private Guid? _previous;
    private IDisposable? _hints;
    private DotNetObjectReference<ArtifactPage>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _pressed;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required Recommender Recommender { get; init; }

    [Inject] public required GalleryTrash Trash { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "modality")] public string? Kind { get; set; }

    [SupplyParameterFromQuery] public Guid? RunId { get; set; }

    [SupplyParameterFromQuery] public Guid? ModelId { get; set; }

    [SupplyParameterFromQuery] public double? MinRating { get; set; }

    [SupplyParameterFromQuery] public string? State { get; set; }

    [SupplyParameterFromQuery] public string? Label { get; set; }

    [SupplyParameterFromQuery] public bool? Mine { get; set; }

    [SupplyParameterFromQuery] public bool? NearCopy { get; set; }

    [SupplyParameterFromQuery] public string? Order { get; set; }

    [SupplyParameterFromQuery] public string? BoardId { get; set; }

    private GalleryFilter Filter => new GalleryQuery
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
        Trashed = _passport?.TrashedAt is not null,
        Order = Order,
    }.ToFilter();

    private string Query => GalleryQuery.Of(Filter);

    private string Title => $"{_passport!.ModelName ?? _passport.RunName} · {_passport.Tile.Index + 1}";

    /// <summary>Called by the script for keys pressed outside of fields.</summary>
    [JSInvokable]
    public Task OnKey(string key, bool control, bool shift) => key switch
    {
        "ArrowLeft" when _newer is not null => GoAsync(Address(_newer)!),
        "ArrowRight" when _older is not null => GoAsync(Address(_older)!),
        "Escape" => GoAsync($"gallery{Query}"),
        "Delete" when _passport is { MayChange: true, TrashedAt: null } => TrashAsync(),
        "." => RateAsync(GridMeaning.Favourite),
        [>= '0' and <= '5'] when !control => RateAsync(key[0] - '0'),
        _ => Task.CompletedTask,
    };

    public async ValueTask DisposeAsync()
    {
        _hints?.Dispose();
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_pressed is not null)
            {
                await _pressed.InvokeVoidAsync("dispose");
                await _pressed.DisposeAsync();
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

    protected override void OnInitialized() => _hints = Keys.Add(GalleryKeys.OfOne);

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/gallery.js");
            _pressed = await _script.InvokeAsync<IJSObjectReference>("keys", _gone.Token, _self);
        }
    }

    private async Task ReadAsync()
    {
        var viewer = await Viewer.GetAsync();
        _passport = await Gallery.GetAsync(viewer, Id, _gone.Token);
        _order = Filter is { Order: GalleryOrder.Taste, Trashed: false } ? await Recommender.OrderAsync(viewer, Filter, anew: false, _gone.Token) : null;
        (_newer, _older) = _order?.Around(Id) ?? await Gallery.NeighboursAsync(viewer, Filter, Id, _gone.Token);
        _previous = (await Gallery.NeighboursAsync(viewer, Filter with { Modality = _passport.Tile.Modality }, Id, _gone.Token)).Older;
        StateHasChanged();
    }

    private string? Address(Guid? id) => id is null ? null : $"gallery/{id}{Query}";

    private Task GoAsync(string address)
    {
        Navigation.NavigateTo(address);
        return Task.CompletedTask;
    }

    private async Task RateAsync(int stars)
    {
        await Ratings.RateAsync(await Viewer.GetAsync(), [Id], stars, _gone.Token);
        await ReadAsync();
    }

    private async Task TrashAsync()
    {
        var gone = Id;
        await Trash.TrashAsync(await Viewer.GetAsync(), [gone], _gone.Token);
        Snackbar.Add(Texts["gallery.trashed", 1], Severity.Normal, o =>
        {
            o.Action = Texts["gallery.undo"];
            o.OnClick = async _ => await Trash.RestoreAsync(await Viewer.GetAsync(), [gone], CancellationToken.None);
        });
        Navigation.NavigateTo(Address(_older ?? _newer) ?? "gallery");
    }

    private async Task RestoreAsync()
    {
        await Trash.RestoreAsync(await Viewer.GetAsync(), [Id], _gone.Token);
        await ReadAsync();
    }
}
