using AigcStudio.Core.Datasets;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Runs;

/// <summary>
/// Plays a learning back: the sheets of all steps behind one slider, be they pictures, texts or sounds. It follows the newest sheet until somebody looks at an
/// older one, and again once they come back to the end.
/// </summary>
public sealed partial class SamplePlayer : IDisposable
{
    /// <summary>Eight sheets a second: fast enough to see movement, slow enough to see pictures.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(125);

    private static readonly string[] Keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];

    private readonly Departure _gone = new();
    private int _place = -1;
    private bool _follows = true;
    private bool _playing;
    private bool _matrix;
    private int? _asked;
    private ElementReference _part;
    private SampleContent _content = SampleContent.None;
    private string? _contentOf;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>In the order of their steps; grows at the end while the run learns.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<SampleSheet> Sheets { get; set; } = [];

    /// <summary>Reads what stands in the sheet of a step; needed where the samples are texts or sounds.</summary>
    [Parameter] public Func<int, Task<SampleContent>>? Read { get; set; }

    /// <summary>A step that somebody asks for elsewhere, on the chart: the sheet nearest to it is shown.</summary>
    [Parameter] public int? AskedStep { get; set; }

    /// <summary>The step on show changed.</summary>
    [Parameter] public EventCallback<int> StepChanged { get; set; }

    private SampleSheet? Shown => _place >= 0 && _place < Sheets.Count ? Sheets[_place] : null;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        if (AskedStep is { } step && step != _asked && Sheets.Count > 0)
        {
            (_asked, _playing) = (step, false);
            return ShowAsync(Enumerable.Range(0, Sheets.Count).MinBy(i => Math.Abs(Sheets[i].Step - step)));
        }

        if ((_follows && !_playing) || _place >= Sheets.Count)
        {
            _place = Sheets.Count - 1;
        }

        return FillAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await using var keys = await Script.InvokeAsync<IJSObjectReference>("import", "./js/runs-keys.js");
            await keys.InvokeVoidAsync("keep", _part, Keys);
        }
    }

    private async Task ShowAsync(int place)
    {
        _place = Math.Clamp(place, 0, Sheets.Count - 1);
        _follows = _place == Sheets.Count - 1;
        await FillAsync();
        await StepChanged.InvokeAsync(Sheets[_place].Step);
    }

    // What was shown before stays until the next has been read: a slider that flickers cannot be watched.
    private async Task FillAsync()
    {
        if (Shown is not { Kind: not Modality.Image } sheet || Read is null || _contentOf == sheet.Url)
        {
            return;
        }

        _contentOf = sheet.Url;
        var content = await Read(sheet.Step);
        if (_contentOf == sheet.Url)
        {
            _content = content;
        }
    }

    private string Words(SampleSheet sheet) => Texts["runs.player.alt", Figures.Whole(sheet.Count), Figures.Whole(sheet.Step)];

    private Task ShowStepAsync(int step) => ShowAsync(Sheets.TakeWhile(s => s.Step < step).Count());

    private Task OnSlideAsync(ChangeEventArgs change)
    {
        _playing = false;
        return ShowAsync(int.Parse((string)change.Value!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key is " " or "k")
        {
            await PlayOrPauseAsync();
            return;
        }

        var stride = Math.Max(1, Sheets.Count / 10);
        int? place = key.Key switch
        {
            "ArrowLeft" => _place - 1,
            "ArrowRight" => _place + 1,
            "PageUp" => _place - stride,
            "PageDown" => _place + stride,
            "Home" => 0,
            "End" => Sheets.Count - 1,
            _ => null,
        };
        if (place is { } next)
        {
            _playing = false;
            await ShowAsync(next);
        }
    }

    private async Task PlayOrPauseAsync()
    {
        _playing = !_playing;
        if (!_playing)
        {
            return;
        }

        if (_place >= Sheets.Count - 1)
        {
            await ShowAsync(0);
        }

        _ = PlayAsync();
    }

    private async Task PlayAsync()
    {
        using var beats = new PeriodicTimer(Beat, Time);
        try
        {
            while (await beats.WaitForNextTickAsync(_gone.Token) && _playing)
            {
                await InvokeAsync(() => ShowAsync(_place + 1));
                _playing = _playing && _place < Sheets.Count - 1;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left while it played.
        }
    }
}
