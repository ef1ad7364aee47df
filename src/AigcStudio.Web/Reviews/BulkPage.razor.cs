using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Reviews;

/// <summary>Ten to a hundred artifacts at once: chosen by click, shift and ctrl, then rated or judged together, with a way back.</summary>
public sealed partial class BulkPage : IAsyncDisposable
{
    private const string Here = "review/bulk";
    private const int Usual = 25;

    private static readonly int[] Sizes = [10, 25, 50, 100];

    private readonly GridSelection _selection = new();
    private readonly Dictionary<Guid, string> _said = [];
    private IReadOnlyList<BlindTile>? _tiles;
    private QueueCounts _counts = QueueCounts.None;
    private Func<Task>? _undo;
    private string _news = "";
    private KeyEar? _ear;
    private IDisposable? _hints;

    [Inject] public required ReviewQueue Queue { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

    [Inject] public required BulkReviews Judgements { get; init; }

    [Inject] public required ReviewBook Reviews { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [SupplyParameterFromQuery] public int? Size { get; set; }

    private int Count => Size is { } size && Sizes.Contains(size) ? size : Usual;

    public async ValueTask DisposeAsync()
    {
        _hints?.Dispose();
        Dispose();
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }
    }

    protected override void OnInitialized() => _hints = Keys.Add(ReviewKeys.Bulk);

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ear = await KeyEar.OpenAsync(Script, ReviewKeys.OfBulk, [], key => InvokeAsync(() => OnKeyAsync(key)), Gone.Token);
        }
    }

    private static (string Name, object? Value) SizePart(string? size) => ("size", string.IsNullOrEmpty(size) || size == "25" ? null : size);

    private async Task ReadAsync()
    {
        var (viewer, filter) = (await Viewer.GetAsync(), Filter);
        var ids = await Queue.IdsAsync(viewer, filter, Count, Gone.Token);
        _tiles = await Queue.TilesAsync(viewer, ids, Gone.Token);
        _counts = await Queue.CountAsync(viewer, filter, all: false, Gone.Token);
        _said.Clear();
        _selection.Clear();
        _selection.Follow([.. _tiles.Select(t => t.Id)]);
        (_undo, _news) = (null, "");
    }

    private async Task OnKeyAsync(string key)
    {
        await (key switch
        {
            [>= '1' and <= '5'] => RateAsync(key[0] - '0'),
            "a" => JudgeAsync(ReviewState.Approved),
            "r" => JudgeAsync(ReviewState.Rejected),
            "u" => UndoAsync(),
            "Enter" => ReadAsync(),
            _ => Task.CompletedTask,
        });
        if (key == "Control+a")
        {
            _selection.All();
        }
        else if (key == "Escape")
        {
            _selection.Clear();
        }

        StateHasChanged();
    }

    private void Press(int place, MouseEventArgs press)
    {
        if (press.ShiftKey)
        {
            _selection.MoveTo(place, extend: true);
        }
        else
        {
            _selection.Toggle(place);
        }
    }

    private string Name(BlindTile tile, int place) =>
        BlindWords.Of(Texts, tile, place + 1) + (_said.TryGetValue(tile.Id, out var said) ? $" {said}" : "");

    // Never the tile that the keyboard merely stands on: many are meant only where many are chosen.
    private IReadOnlyList<Guid> Chosen() => _selection.Count == 0 ? [] : _selection.Subjects;

    private async Task RateAsync(int stars)
    {
        var (viewer, ids) = (await Viewer.GetAsync(), Chosen());
        if (ids.Count == 0)
        {
            return;
        }

        var before = await Ratings.StarsOfAsync(viewer, ids, Gone.Token);
        await Ratings.RateAsync(viewer, ids, stars, Gone.Token);
        Say(ids, Texts["reviews.bulk.stars", stars], Texts["gallery.rated", ids.Count, stars], async () =>
            await Ratings.RestoreAsync(await Viewer.GetAsync(), ids, before, Gone.Token));
    }

    private async Task JudgeAsync(ReviewState state)
    {
        var judged = await Judgements.JudgeAsync(await Viewer.GetAsync(), Chosen(), state, confirm: true, Gone.Token);
        if (judged.NearCopies > 0)
        {
            Snackbar.Add(Texts["reviews.bulk.held", judged.NearCopies], Severity.Warning);
        }

        if (judged.Made.Count > 0)
        {
            var word = Texts[ReviewWords.CodeOf(state)];
            Say([.. judged.Made.Keys], word, Texts["reviews.bulk.judged", judged.Made.Count, word], async () =>
                await Reviews.TakeBackAsync(await Viewer.GetAsync(), [.. judged.Made.Values], Gone.Token));
        }
    }

    private void Say(IReadOnlyList<Guid> ids, string word, string news, Func<Task> undo)
    {
        foreach (var id in ids)
        {
            _said[id] = word;
        }

        _selection.Clear();
        _news = news;
        _undo = async () =>
        {
            await undo();
            foreach (var id in ids)
            {
                _said.Remove(id);
            }
        };
    }

    private async Task UndoAsync()
    {
        if (_undo is { } undo)
        {
            await undo();
            (_undo, _news) = (null, Texts["reviews.bulk.undone"]);
        }
    }
}
