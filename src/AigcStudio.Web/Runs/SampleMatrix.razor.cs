using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AigcStudio.Web.Runs;

/// <summary>Rows are steps, columns are seeds. Up and down change only the step, left and right only the seed.</summary>
public sealed partial class SampleMatrix
{
    private const int MostRows = 10;
    private const int MostColumns = 8;

    private readonly string _id = "m" + Guid.CreateVersion7().ToString("N")[20..];
    private IReadOnlyList<SampleSheet> _rows = [];
    private readonly Dictionary<string, SampleContent> _contents = [];
    private int _row;
    private int _column;

    [Inject] public required Texts Texts { get; init; }

    [Parameter, EditorRequired] public IReadOnlyList<SampleSheet> Sheets { get; set; } = [];

    [Parameter] public int Step { get; set; }

    /// <summary>As <see cref="SamplePlayer.Read"/>.</summary>
    [Parameter] public Func<int, Task<SampleContent>>? Read { get; set; }

    [Parameter] public EventCallback<int> StepChanged { get; set; }

    private int Columns => Math.Min(MostColumns, _rows.Count == 0 ? 0 : _rows.Min(s => s.Count));

    protected override async Task OnParametersSetAsync()
    {
        var rows = Math.Min(MostRows, Sheets.Count);
        _rows = [.. Enumerable.Range(0, rows).Select(i => Sheets[rows == 1 ? 0 : (int)((long)i * (Sheets.Count - 1) / (rows - 1))])];
        _row = Math.Max(0, _rows.TakeWhile(s => s.Step <= Step).Count() - 1);
        foreach (var sheet in _rows.Where(s => s.Kind != Modality.Image && Read is not null && !_contents.ContainsKey(s.Url)).ToList())
        {
            _contents[sheet.Url] = await Read!(sheet.Step);
        }
    }

    private string CellId(int row, int column) => $"{_id}-{row}-{column}";

    /// <summary>The one tile of the sheet: the whole sheet as a background, moved so that this tile shows.</summary>
    private static string Tile(SampleSheet sheet, int tile)
    {
        var (x, y) = (tile % sheet.Columns, tile / sheet.Columns);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"background-image:url('{sheet.Url}');background-size:{sheet.Columns * 100}% {sheet.Rows * 100}%;background-position:{Share(x, sheet.Columns)}% {Share(y, sheet.Rows)}%");
    }

    private string? TextAt(SampleSheet sheet, int seed)
    {
        var text = _contents.GetValueOrDefault(sheet.Url)?.Texts.ElementAtOrDefault(seed);
        return text?[(text.IndexOf(RawTexts.Seam) + 1)..];
    }

    private SampleSound? SoundAt(SampleSheet sheet, int seed) => _contents.GetValueOrDefault(sheet.Url)?.Sounds.ElementAtOrDefault(seed);

    private static double Share(int place, int of) => of <= 1 ? 0 : place * 100.0 / (of - 1);

    private async Task GoAsync(int row, int column)
    {
        _row = Math.Clamp(row, 0, _rows.Count - 1);
        _column = Math.Clamp(column, 0, Columns - 1);
        if (_rows[_row].Step != Step)
        {
            await StepChanged.InvokeAsync(_rows[_row].Step);
        }
    }

    private Task OnKeyAsync(KeyboardEventArgs key) => key.Key switch
    {
        "ArrowUp" => GoAsync(_row - 1, _column),
        "ArrowDown" => GoAsync(_row + 1, _column),
        "ArrowLeft" => GoAsync(_row, _column - 1),
        "ArrowRight" => GoAsync(_row, _column + 1),
        _ => Task.CompletedTask,
    };
}
