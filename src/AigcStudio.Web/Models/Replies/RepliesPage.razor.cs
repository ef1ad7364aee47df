using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Models;
using AigcStudio.Data.Models.Replies;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AigcStudio.Web.Models.Replies;

/// <summary>
/// Drafts of replies to a question. Who may draw asks; who reviews finds the drafts of others to rate. The address names the model and
/// the draw on show, so that a reload or a colleague sees the same.
/// </summary>
public sealed partial class RepliesPage : IDisposable
{
    private const int Remembered = 12;

    private readonly Departure _gone = new();
    private IReadOnlyList<ModelCard>? _models;
    private IReadOnlyList<AskedQuestion> _last = [];
    private List<JudgedDraft> _drafts = [];
    private ReplyAnswer? _answer;
    private Guid? _read;
    private string _question = "";
    private string? _refusal;
    private bool _asking;
    private bool _mayAsk;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ReplyDesk Desk { get; init; }

    [Inject] public required ReplyReader Replies { get; init; }

    [Inject] public required RatingBook Ratings { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Notices { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [SupplyParameterFromQuery] public Guid? ModelId { get; set; }

    /// <summary>The draw whose drafts are shown.</summary>
    [SupplyParameterFromQuery] public Guid? Draw { get; set; }

    private Guid Chosen => ModelId is { } id && _models!.Any(m => m.Id == id) ? id : _models![0].Id;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Viewer.GetAsync();
        _mayAsk = viewer.CanCreate;
        _models ??= await Desk.ModelsAsync(viewer, _gone.Token);
        _last = await Replies.LastAsync(viewer, Remembered, _gone.Token);
        if (_read != Draw)
        {
            await ReadAsync(viewer);
        }
    }

    private async Task ReadAsync(Viewer viewer)
    {
        _read = Draw;
        (_answer, _drafts) = (null, []);
        if (Draw is { } draw)
        {
            try
            {
                Show(await Desk.ReadAsync(viewer, draw, _gone.Token));
                _question = _answer!.Asked.Question;
            }
            catch (StudioException refusal)
            {
                _refusal = Texts[Said.Of(refusal)];
            }
        }
    }

    private void Show(ReplyAnswer answer) => (_answer, _drafts) = (answer, [.. answer.Drafts]);

    private Task OnKeyAsync(KeyboardEventArgs key) => key is { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } ? AskAsync() : Task.CompletedTask;

    private void OnModel(ChangeEventArgs change) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["modelId"] = (string?)change.Value, ["draw"] = null }), replace: true);

    private string AddressOf(AskedQuestion asked) => $"replies?modelId={asked.ModelId}&draw={asked.GenerationId}";

    private async Task AskAsync()
    {
        if (_asking)
        {
            return;
        }

        await TryAsync(async viewer =>
        {
            var answer = await Desk.AskAsync(viewer, Chosen, _question, ReplyDesk.Usual, seed: null, settings: null, _gone.Token);
            Show(answer);
            _read = answer.Asked.GenerationId;
            Navigation.NavigateTo(AddressOf(answer.Asked), replace: Draw is null);
        });
    }

    // A draft that is drawn again takes the old one's place; the old one stays in the gallery.
    private Task AgainAsync(JudgedDraft draft) => TryAsync(async viewer =>
    {
        var again = await Desk.AskAsync(viewer, _answer!.Asked.ModelId, _answer.Asked.Question, 1, seed: null, settings: null, _gone.Token);
        _drafts[_drafts.IndexOf(draft)] = again.Drafts[0];
    }, whole: false);

    private Task RateAsync(JudgedDraft draft, int stars) => TryAsync(async viewer =>
    {
        await Ratings.RateAsync(viewer, [draft.Draft.Tile.Id], stars, _gone.Token);
        var tile = draft.Draft.Tile with { MyStars = stars };
        _drafts[_drafts.IndexOf(draft)] = draft with { Draft = draft.Draft with { Tile = tile } };
    }, whole: false);

    /// <param name="whole">True where all drafts wait for it.</param>
    private async Task TryAsync(Func<Viewer, Task> act, bool whole = true)
    {
        (_refusal, _asking) = (null, whole);
        try
        {
            await act(await Viewer.GetAsync());
        }
        catch (StudioException refusal) when (whole)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
        catch (StudioException refusal)
        {
            Notices.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
        catch (OperationCanceledException)
        {
            // The page was left; what was drawn lies in the gallery.
            return;
        }

        _asking = false;
    }
}
