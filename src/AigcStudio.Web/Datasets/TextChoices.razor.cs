using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Datasets;

/// <summary>Lets a person choose how waiting files of texts are cut; every change is stored and shown at once.</summary>
public sealed partial class TextChoices : IDisposable
{
    private const int MostFiles = 200;

    private readonly Departure _gone = new();
    private UploadedFile? _file;
    private FilePreview? _look;
    private Said? _refusal;
    private bool _forAll = true;
    private TextReading? _chosen;
    private bool _busy;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReadings Readings { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Parameter, EditorRequired]
    public Guid DatasetId { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<UploadedFile> Files { get; set; }

    private IReadOnlyList<UploadedFile> Ready => [.. Files.Where(f => f.IsComplete)];

    /// <summary>The files of the same ending, which are mostly cut the same way.</summary>
    private IReadOnlyList<UploadedFile> Alike => [.. Ready.Where(f => Ending(f) == Ending(_file!))];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_file is null || Ready.All(f => f.Id != _file.Id))
        {
            _file = Ready.Count > 0 ? Ready[0] : null;
            await LookAsync();
        }
    }

    private static string Ending(UploadedFile file) => Path.GetExtension(file.Name).ToLowerInvariant();

    private async Task OpenAsync(ChangeEventArgs change)
    {
        _file = Ready.First(f => f.Id == Guid.Parse((string)change.Value!));
        await LookAsync();
    }

    /// <summary>Other names: what was chosen by name is chosen by place, or suggested anew.</summary>
    private Task HeaderAsync(FilePreview look, bool header) => ReadAsync(r => r with
    {
        Text = Renamed(look, r.Text, header),
        Label = Renamed(look, r.Label, header),
        Reply = Renamed(look, r.Reply, header),
        Header = header,
    });

    private static string? Renamed(FilePreview look, string? column, bool header)
    {
        var at = column is null ? -1 : look.Columns.ToList().IndexOf(column);
        return at < 0 || header ? null : $"{at + 1}";
    }

    /// <summary>Choices may come faster than they are stored and looked at: the last one wins, and none is lost.</summary>
    private async Task ReadAsync(Func<TextReading, TextReading> change)
    {
        _chosen = change(_chosen ?? _look!.Reading);
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            for (TextReading? stored = null; stored != _chosen;)
            {
                stored = _chosen;
                await StoreAsync(stored!);
                await LookAsync();
            }
        }
        finally
        {
            (_busy, _chosen) = (false, null);
        }
    }

    private async Task StoreAsync(TextReading reading)
    {
        _refusal = null;
        try
        {
            var viewer = await Viewer.GetAsync();
            foreach (var file in _forAll ? Alike : [_file!])
            {
                await Readings.ReadTextsAsync(viewer, DatasetId, file.Id, reading, _gone.Token);
            }
        }
        catch (ImportException refusal)
        {
            _refusal = Said.Of(refusal);
        }
    }

    /// <summary>What holds for this file now holds for the others like it.</summary>
    private Task AllAsync() => _forAll && _look is not null ? ReadAsync(r => r) : Task.CompletedTask;

    private async Task LookAsync() =>
        _look = _file is null ? null : await Readings.PreviewAsync(await Viewer.GetAsync(), DatasetId, _file.Id, null, _gone.Token);
}
