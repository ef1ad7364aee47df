using AigcStudio.Core;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Reviews;

/// <summary>One artifact at a time, by keyboard or thumb. Which one it is stands in the address.</summary>
public sealed partial class FocusPage : IAsyncDisposable
{
    private const string Here = "review/focus";
    private const string Escape = "Escape";

    private List<Guid>? _ids;
    private ReviewFilter? _readFor;
    private BlindTile? _tile;
    private ArtifactPassport? _near;
    private Task _last = Task.CompletedTask;
    private KeyEar? _ear;
    private IDisposable? _hints;
    private ElementReference _field;
    private Typing _typing;
    private ReviewState _state;
    private string _words = "";
    private string? _said;
    private string? _refusal;
    private bool _done;
    private bool _looked;
    private bool _toField;
    private int _at;
    private int _stars;
    private int _turn;
    private int _judged;

    private enum Typing
    {
        Nothing,
        Why,
        Comment,
    }

    [Inject] public required ReviewQueue Queue { get; init; }

    [Inject] public required GalleryReader Gallery { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

    [Inject] public required ReviewBook Reviews { get; init; }

    [Inject] public required CommentBook Comments { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>The artifact in the middle; null for the first of the queue.</summary>
    [SupplyParameterFromQuery] public Guid? At { get; set; }

    private string Title => Texts["reviews.focus.title", _at + 1, _ids!.Count];

    public async ValueTask DisposeAsync()
    {
        _hints?.Dispose();
        Dispose();
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }
    }

    protected override void OnInitialized() => _hints = Keys.Add(ReviewKeys.Focus);

    protected override async Task OnParametersSetAsync()
    {
        var fresh = _ids is null || _readFor != Filter;
        if (fresh)
        {
            _readFor = Filter;
            _ids = [.. await Queue.IdsAsync(await Viewer.GetAsync(), Filter, ReviewQueue.Most, Gone.Token)];
        }

        if (At is { } wanted && !_ids!.Contains(wanted))
        {
            _ids.Insert(0, wanted);
        }

        if (fresh || (At is not null && _tile?.Id != At))
        {
            await ShowAsync(At is { } at ? _ids!.IndexOf(at) : 0);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ear = await KeyEar.OpenAsync(Script, ReviewKeys.OfFocus, ["r", "c"], key => InvokeAsync(() => OnKeyAsync(key)), Gone.Token);
        }

        if (_toField)
        {
            _toField = false;
            await _field.FocusAsync();
        }
    }

    private string Pressed(ReviewState state) => _state == state && _done ? "true" : "false";

    // One after another: whoever types fast must not rate what they have already left.
    private async Task OnKeyAsync(string key)
    {
        var (before, done) = (_last, new TaskCompletionSource());
        _last = done.Task;
        await before;
        try
        {
            await ActAsync(key);
        }
        finally
        {
            done.SetResult();
        }

        StateHasChanged();
    }

    private Task ActAsync(string key) =>
        _tile is null ? Task.CompletedTask : key switch
        {
            [>= '1' and <= '5'] => RateAsync(key[0] - '0'),
            "a" => ApproveAsync(),
            "r" => OpenAsync(Typing.Why),
            "c" => OpenAsync(Typing.Comment),
            "l" => LookAsync(),
            "Enter" or "ArrowRight" => NextAsync(),
            "Backspace" or "ArrowLeft" => BackAsync(),
            _ => Task.CompletedTask,
        };

    // What went meanwhile is passed over; what stood here stays until the next one can take its place.
    private async Task ShowAsync(int at)
    {
        var viewer = await Viewer.GetAsync();
        BlindTile? next = null;
        while (at < _ids!.Count && next is null)
        {
            if (await Queue.TilesAsync(viewer, [_ids[at]], Gone.Token) is [var tile])
            {
                next = tile;
            }
            else
            {
                _ids.RemoveAt(at);
            }
        }

        (_at, _tile) = (at, next);
        (_typing, _said, _refusal, _near, _looked, _words, _done, _stars) = (Typing.Nothing, null, null, null, false, "", false, 0);
        if (next is not null)
        {
            await StandAsync();
        }
    }

    // What the viewer themselves said of it so far; all else is read by RevealPanel, once it may be seen.
    private async Task StandAsync()
    {
        var viewer = await Viewer.GetAsync();
        var tile = (await Gallery.TilesAsync(viewer, [_tile!.Id], Gone.Token)).Single();
        _done = (await Queue.DoneAsync(viewer, [_tile.Id], Gone.Token)).Count > 0;
        (_stars, _state, _turn) = (tile.MyStars, tile.ReviewState, _turn + 1);
    }

    private async Task RateAsync(int stars)
    {
        _judged += _done ? 0 : 1;
        await Ratings.RateAsync(await Viewer.GetAsync(), [_tile!.Id], stars, Gone.Token);
        _said = stars == 0 ? Texts["reviews.said.unrated"] : Texts["reviews.said.rated", stars];
        await StandAsync();
    }

    private Task ApproveAsync() => JudgeAsync(ReviewState.Approved, "", "reviews.said.approved");

    private async Task JudgeAsync(ReviewState state, string words, string saidCode)
    {
        var viewer = await Viewer.GetAsync();
        try
        {
            await Reviews.ReviewAsync(viewer, _tile!.Id, state, words, _looked, Gone.Token);
            _judged += _done ? 0 : 1;
            (_refusal, _near, _said, _typing) = (null, null, Texts[saidCode], Typing.Nothing);
        }
        catch (ReviewException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
            _near = refusal.Code == "review.nearCopy" ? await Gallery.GetAsync(viewer, _tile!.Id, Gone.Token) : null;
        }

        await StandAsync();
    }

    private Task LookAsync()
    {
        _looked = _near is not null && !_looked;
        return Task.CompletedTask;
    }

    private Task OpenAsync(Typing typing)
    {
        (_typing, _words, _toField) = (typing, "", true);
        return Task.CompletedTask;
    }

    private async Task SayAsync()
    {
        if (_typing == Typing.Why)
        {
            await JudgeAsync(ReviewState.Rejected, _words, "reviews.said.rejected");
        }
        else
        {
            try
            {
                await Comments.AddAsync(await Viewer.GetAsync(), _tile!.Id, _words, CommentPlace.Whole, null, Gone.Token);
                (_said, _typing, _refusal) = (Texts["reviews.said.commented"], Typing.Nothing, null);
            }
            catch (ReviewException refusal)
            {
                _refusal = Texts[Said.Of(refusal)];
            }
        }
    }

    private async Task NextAsync()
    {
        if (_at + 1 < _ids!.Count)
        {
            await GoAsync(_at + 1);
            return;
        }

        // The end of what was read: what came meanwhile, or what was passed over.
        var here = _ids[_at];
        _ids = [.. (await Queue.IdsAsync(await Viewer.GetAsync(), Filter, ReviewQueue.Most, Gone.Token)).Where(id => id != here)];
        if (_ids.Count > 0)
        {
            await GoAsync(0);
        }
        else
        {
            _tile = null;
        }
    }

    private Task BackAsync() => _at > 0 ? GoAsync(_at - 1) : Task.CompletedTask;

    private async Task GoAsync(int to)
    {
        await ShowAsync(to);
        Navigation.NavigateTo(ReviewAddress.Of(Here, Filter, ("at", _tile?.Id)), replace: true);
    }
}
