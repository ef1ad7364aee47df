using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace AigcStudio.Web.Reviews;

/// <summary>An artifact on its page, with comments pinned to points, seconds or characters of it.</summary>
public sealed partial class CommentedStage : IAsyncDisposable
{
    private readonly Departure _gone = new();
    private IReadOnlyList<SpokenComment> _comments = [];
    private IReadOnlyList<GuestWord> _guests = [];
    private RenderFragment? _over;
    private RenderFragment? _pinned;
    private IJSObjectReference? _script;
    private CommentPlace? _place;
    private string? _text;
    private string? _refusal;
    private string? _reach;
    private string _words = "";
    private bool _all;
    private bool? _hidden;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required CommentBook Comments { get; init; }

    [Inject] public required GuestLinks Links { get; init; }

    [Inject] public required ArtifactTexts Whole { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired] public required ArtifactPassport Passport { get; set; }

    [Parameter, EditorRequired] public required string Title { get; set; }

    private Modality Kind => Passport.Tile.Modality;

    private IEnumerable<SpokenComment> Open => _comments.Where(c => c.ReplyToId is null && c.ResolvedAt is null);

    private IEnumerable<SpokenComment> Shown => _comments.Where(c => c.ReplyToId is null && (_all || c.ResolvedAt is null));

    private int Resolved => _comments.Count(c => c.ReplyToId is null && c.ResolvedAt is not null);

    public async ValueTask DisposeAsync()
    {
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

    protected override async Task OnInitializedAsync()
    {
        (_over, _pinned) = (Pins, PinnedText);
        var viewer = await Viewer.GetAsync();
        if (Kind == Modality.Text)
        {
            try
            {
                _text = (await Whole.OfAsync(viewer, [Passport.Tile.Id], _gone.Token)).GetValueOrDefault(Passport.Tile.Id);
            }
            catch (ExportException)
            {
                // The stage says that its words are gone; comments on the whole can still be read.
            }
        }

        await ReadOthersAsync();
    }

    // What others said comes to light with one's own stars.
    protected override Task OnParametersSetAsync() =>
        _hidden is { } hidden && hidden != Passport.Tile.HiddenUntilRated ? ReadOthersAsync() : Task.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_reach is { } id)
        {
            _reach = null;
            await (await ScriptAsync()).InvokeVoidAsync("reach", _gone.Token, id);
        }
    }

    private async Task ReadOthersAsync()
    {
        _hidden = Passport.Tile.HiddenUntilRated;
        _guests = await Links.WordsAsync(await Viewer.GetAsync(), Passport.Tile.Id, _gone.Token);
        await ReadAsync();
    }

    private async Task ReadAsync() => _comments = await Comments.OfAsync(await Viewer.GetAsync(), Passport.Tile.Id, _gone.Token);

    private async Task<IJSObjectReference> ScriptAsync() =>
        _script ??= await Script.InvokeAsync<IJSObjectReference>("import", _gone.Token, "./js/reviews.js");

    // Pins are numbered in the order of their comments, those on the whole left out.
    private int NumberOf(SpokenComment comment) => comment.Place.IsWhole ? 0 : 1 + Shown.Where(c => !c.Place.IsWhole).TakeWhile(c => c.Id != comment.Id).Count();

    private async Task SayAsync()
    {
        if (await AddAsync(_words, _place ?? CommentPlace.Whole, null))
        {
            (_words, _place) = ("", null);
        }
    }

    private async Task<bool> AddAsync(string text, CommentPlace place, Guid? replyTo)
    {
        try
        {
            await Comments.AddAsync(await Viewer.GetAsync(), Passport.Tile.Id, text, place, replyTo, _gone.Token);
            _refusal = null;
            await ReadAsync();
            return true;
        }
        catch (ReviewException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
            return false;
        }
        finally
        {
            StateHasChanged();
        }
    }

    private async Task ResolveAsync(SpokenComment comment)
    {
        var resolved = comment.ResolvedAt is null;
        await Comments.ResolveAsync(await Viewer.GetAsync(), comment.Id, resolved, _gone.Token);
        await ReadAsync();
        if (resolved)
        {
            Undoable("reviews.comment.resolved", async viewer => await Comments.ResolveAsync(viewer, comment.Id, false, CancellationToken.None));
        }
    }

    private async Task DeleteAsync(SpokenComment comment)
    {
        await Comments.DeleteAsync(await Viewer.GetAsync(), comment.Id, true, _gone.Token);
        await ReadAsync();
        Undoable("reviews.comment.deleted", async viewer => await Comments.DeleteAsync(viewer, comment.Id, false, CancellationToken.None));
    }

    private void Undoable(string code, Func<Core.Accounts.Viewer, Task> undo) => Snackbar.Add(Texts[code], Severity.Normal, o =>
    {
        o.Action = Texts["gallery.undo"];
        o.OnClick = async _ =>
        {
            await undo(await Viewer.GetAsync());
            await InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
        };
    });

    private async Task PinAsync()
    {
        if (_place is not null)
        {
            _place = null;
            return;
        }

        // What is selected in a text is what is meant.
        var offset = Kind == Modality.Text ? await (await ScriptAsync()).InvokeAsync<int>("selected", _gone.Token, "art-text") : 0;
        _place = Kind switch
        {
            Modality.Text => new CommentPlace(Offset: Math.Max(0, offset)),
            Modality.Audio => new CommentPlace(Second: 0),
            _ => new CommentPlace(0.5, 0.5),
        };
    }

    private async Task PointAsync(MouseEventArgs at)
    {
        var shares = await (await ScriptAsync()).InvokeAsync<double[]>("share", _gone.Token, "pin-plane", at.ClientX, at.ClientY);
        _place = Kind == Modality.Audio
            ? new CommentPlace(Second: Math.Round(shares[0] * Passport.Tile.Length / 1000, 2))
            : new CommentPlace(Math.Round(shares[0], 3), Math.Round(shares[1], 3));
    }
}
