using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace AigcStudio.Web.Runs;

/// <summary>
/// The lines of a run: smooth ones over the faint raw ones, toggles, logarithmic axis, outlier clip, zoom by dragging.
/// Drawn as SVG by the server; the script only says where the pointer is. MudBlazor's charts have no second line behind, no
/// logarithmic axis and no zoom.
/// </summary>
public sealed partial class LossChart : IAsyncDisposable
{
    private readonly HashSet<string> _hidden = [];
    private readonly HashSet<string> _met = [];
    private ChartOptions _options = new();
    private ChartView _view = new([], new ChartOptions());
    private int? _pointed;
    private ElementReference _plane;
    private string? _planeId;
    private IJSObjectReference? _script;
    private DotNetObjectReference<LossChart>? _self;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>The lines, in the order of their colours.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>A step to mark, such as that of the samples on show.</summary>
    [Parameter] public int? MarkedStep { get; set; }

    /// <summary>Somebody asks to see what was there at a step.</summary>
    [Parameter] public EventCallback<int> StepPicked { get; set; }

    private string Spoken => _pointed is { } step
        ? $"{Texts["runs.step", Figures.Whole(step)]}: {string.Join(", ", Readings(step).Select(r => $"{r.Line.Series.Title} {Figures.Short(r.Smooth)}"))}"
        : Texts["runs.chart.readNothing"];

    /// <summary>The pointer is over the plane, at a share of its width; null when it left.</summary>
    [JSInvokable]
    public void Point(double? across)
    {
        _pointed = across is { } share ? NearestStep(_view.From + (share * (_view.To - _view.From))) : null;
        StateHasChanged();
    }

    /// <summary>The plane was clicked at a share of its width.</summary>
    [JSInvokable]
    public Task PickAsync(double across) =>
        NearestStep(_view.From + (across * (_view.To - _view.From))) is { } step ? StepPicked.InvokeAsync(step) : Task.CompletedTask;

    /// <summary>A stretch of the plane was dragged over: both ends as shares of its width.</summary>
    [JSInvokable]
    public void Zoom(double from, double to)
    {
        var span = _view.To - _view.From;
        Look(_options with { From = _view.From + (int)(from * span), To = _view.From + (int)Math.Ceiling(to * span) });
        StateHasChanged();
    }

    protected override void OnParametersSet()
    {
        _hidden.UnionWith(Series.Where(s => _met.Add(s.Id) && s.Quiet).Select(s => s.Id));
        Look(_options);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_plane.Id is null || _plane.Id == _planeId)
        {
            return;
        }

        _planeId = _plane.Id;
        _self ??= DotNetObjectReference.Create(this);
        _script ??= await Script.InvokeAsync<IJSObjectReference>("import", "./js/runs-chart.js");
        await _script.InvokeVoidAsync("watch", _plane, _self);
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_script is not null)
        {
            try
            {
                await _script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and its script with it.
            }
        }
    }

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private static string Invariant(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Plane(double place) => place.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + "%";

    private int PlaceOf(ChartLine line) => Series.TakeWhile(s => s.Id != line.Series.Id).Count();

    private int? NearestStep(double at) => _view.Lines
        .Where(l => l.Raw.Count > 0)
        .Select(l => (int?)ChartLine.Nearest(l.Raw, at).Step)
        .MinBy(s => Math.Abs(s!.Value - at));

    private IEnumerable<(ChartLine Line, double Raw, double Smooth)> Readings(int step) =>
        from line in _view.Lines
        where line.Raw.Count > 0
        select (line, ChartLine.Nearest(line.Raw, step).Value, ChartLine.Nearest(line.Smooth, step).Value);

    private void Toggle(string id)
    {
        if (!_hidden.Remove(id))
        {
            _hidden.Add(id);
        }

        Look(_options);
    }

    private void ShowAll() => Look(_options with { From = null, To = null });

    private void OnSmoothing(ChangeEventArgs change) =>
        Look(_options with { Smoothing = double.Parse((string)change.Value!, System.Globalization.CultureInfo.InvariantCulture) });

    private void Look(ChartOptions options)
    {
        _options = options;
        _view = new ChartView(Series.Where(s => !_hidden.Contains(s.Id)), options);
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Enter" && _pointed is { } picked)
        {
            await StepPicked.InvokeAsync(picked);
            return;
        }

        var stride = Math.Max(1, (_view.To - _view.From) / (key.ShiftKey ? 10 : 100));
        var at = _pointed ?? _view.To;
        int? next = key.Key switch
        {
            "ArrowLeft" => at - stride,
            "ArrowRight" => at + stride,
            "Home" => _view.From,
            "End" => _view.To,
            _ => null,
        };
        if (next is { } step)
        {
            _pointed = NearestStep(step);
        }
        else if (key.Key is "+" or "=")
        {
            var reach = Math.Max(2, (_view.To - _view.From) / 4);
            Look(_options with { From = Math.Max(_view.From, at - reach), To = Math.Min(_view.To, at + reach) });
        }
        else if (key.Key is "-" or "Escape")
        {
            ShowAll();
        }
    }
}
