using AigcStudio.Core;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Reviews;

/// <summary>Two outputs without names; the vote first, the names afterwards. The pair stands in the address.</summary>
public sealed partial class DuelPage : IAsyncDisposable
{
    private const string Here = "review/duel";
    private const string Same = "same";

    private static readonly (DuelVerdict Verdict, string Key)[] Verdicts =
        [(DuelVerdict.Left, "←"), (DuelVerdict.Tie, "↑"), (DuelVerdict.BothBad, "↓"), (DuelVerdict.Right, "→")];

    private DuelPair? _pair;
    private DuelOutcome? _outcome;
    private DuelVerdict _voted;
    private QueueCounts _counts = QueueCounts.None;
    private ReviewFilter? _counted;
    private KeyEar? _ear;
    private IDisposable? _hints;
    private bool _loading = true;
    private string? _said;
    private int _decided;

    [Inject] public required DuelBook Duels { get; init; }

    [Inject] public required ReviewQueue Queue { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary><c>same</c>: both of one label.</summary>
    [SupplyParameterFromQuery(Name = "label")] public string? LabelChoice { get; set; }

    [SupplyParameterFromQuery] public Guid? Left { get; set; }

    [SupplyParameterFromQuery] public Guid? Right { get; set; }

    private bool SameLabel => LabelChoice == Same;

    private (string Name, object? Value) Label => ("label", SameLabel ? Same : null);

    public async ValueTask DisposeAsync()
    {
        _hints?.Dispose();
        Dispose();
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }
    }

    protected override void OnInitialized() => _hints = Keys.Add(ReviewKeys.Duel);

    protected override async Task OnParametersSetAsync()
    {
        var viewer = await Viewer.GetAsync();
        if (_counted != Filter)
        {
            _counted = Filter;
            _counts = await Queue.CountAsync(viewer, Filter, all: true, Gone.Token);
            _decided = await Duels.CountAsync(viewer, Gone.Token);
        }

        if (Left is not { } left || Right is not { } right)
        {
            await NextAsync();
        }
        else if (_pair?.Left.Id != left || _pair.Right.Id != right)
        {
            _pair = await Queue.TilesAsync(viewer, [left, right], Gone.Token) is [var one, var other] ? new DuelPair(one.Modality, one, other) : null;
            (_outcome, _said, _loading) = (null, null, false);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ear = await KeyEar.OpenAsync(Script, ReviewKeys.OfDuel, [], key => InvokeAsync(() => OnKeyAsync(key)), Gone.Token);
        }
    }

    private async Task OnKeyAsync(string key)
    {
        await (_pair is null ? Task.CompletedTask : (key, _outcome) switch
        {
            ("ArrowLeft", null) => VoteAsync(DuelVerdict.Left),
            ("ArrowRight", null) => VoteAsync(DuelVerdict.Right),
            ("ArrowUp", null) => VoteAsync(DuelVerdict.Tie),
            ("ArrowDown", null) => VoteAsync(DuelVerdict.BothBad),
            ("Enter", not null) => NextAsync(),
            ("Backspace", not null) => TakeBackAsync(),
            _ => Task.CompletedTask,
        });
        StateHasChanged();
    }

    private async Task VoteAsync(DuelVerdict verdict)
    {
        try
        {
            _outcome = await Duels.VoteAsync(await Viewer.GetAsync(), _pair!.Left.Id, _pair.Right.Id, verdict, Gone.Token);
            (_voted, _decided) = (verdict, _decided + 1);
            _said = Texts["reviews.duel.said", Texts[$"reviews.duel.verdict.{verdict}"], ContenderWords.Of(Texts, _outcome.Left), ContenderWords.Of(Texts, _outcome.Right)];
        }
        catch (ReviewException refusal)
        {
            _said = Texts[Said.Of(refusal)];
            await NextAsync();
        }
    }

    private async Task TakeBackAsync()
    {
        await Duels.TakeBackAsync(await Viewer.GetAsync(), _outcome!.Id, Gone.Token);
        (_outcome, _said, _decided) = (null, Texts["reviews.duel.takenBack"], _decided - 1);
    }

    private async Task NextAsync()
    {
        var next = await Duels.NextAsync(await Viewer.GetAsync(), Filter, SameLabel, Gone.Token);
        _loading = false;
        if (next is null)
        {
            _pair = null;
            return;
        }

        (_pair, _outcome, _said) = (next, null, null);
        Navigation.NavigateTo(ReviewAddress.Of(Here, Filter, Label, ("left", next.Left.Id), ("right", next.Right.Id)), replace: true);
    }

    private void ToggleLabel() => Navigation.NavigateTo(ReviewAddress.Of(Here, Filter, ("label", SameLabel ? null : Same)));
}
