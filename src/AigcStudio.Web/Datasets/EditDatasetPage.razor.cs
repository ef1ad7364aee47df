using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Datasets;

/// <summary>Labels and words changed in bulk: what changes is shown before it becomes a next version.</summary>
public sealed partial class EditDatasetPage : IDisposable
{
    private static readonly TextReplacement Blank = new("", "", EditedPart.Labels);

    private readonly Departure _gone = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly List<TextReplacement> _changes = [];
    private DatasetDetail? _detail;
    private VersionView? _version;
    private EditPreview? _preview;
    private Said? _refusal;
    private bool _busy;
    private int _looks;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required DatasetEditor Editor { get; set; }

    [Inject]
    public required VersionFreezer Freezer { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail =>
        [new(Texts["datasets.title"], DatasetLinks.List), .. _detail is null ? (PageHeader.Crumb[])[] : [new(_detail.Name, DatasetLinks.Of(Id))]];

    private IReadOnlyList<EditedPart> Parts => _detail!.Modality != Modality.Text
        ? [EditedPart.Labels]
        : _version!.TypicalReplyBytes > 0 ? [EditedPart.Texts, EditedPart.Replies, EditedPart.Labels] : [EditedPart.Texts, EditedPart.Labels];

    private VersionEdit Edit => new(
        _names.Where(n => n.Key != n.Value).ToDictionary(n => n.Key, n => n.Value), [.. _changes.Where(c => c.Find.Length > 0)]);

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_detail?.Id == Id)
        {
            return;
        }

        var detail = await Reader.GetAsync(await Viewer.GetAsync(), Id, _gone.Token);
        if (!detail.MayChange)
        {
            throw RefusedException.NotFound();
        }

        _version = detail.Versions.FirstOrDefault(v => v.FrozenAt is not null);
        _names.Clear();
        foreach (var label in _version?.Labels ?? [])
        {
            _names[label] = label;
        }

        (_detail, _preview) = (detail, null);
        _changes.Clear();
        if (_version is not null)
        {
            Add();
        }
    }

    private void Add() => _changes.Add(Blank with { In = Parts[0] });

    private Task RenameAsync(string label, string name)
    {
        _names[label] = name.Trim();
        return LookAsync();
    }

    private Task ChangeAsync(int at, TextReplacement change)
    {
        _changes[at] = change;
        return LookAsync();
    }

    private Task DropAsync(int at)
    {
        _changes.RemoveAt(at);
        return LookAsync();
    }

    private Task LookAsync() => RefusingAsync(async viewer =>
    {
        // Of two looks at once the later change is shown.
        var look = ++_looks;
        var preview = Edit.IsEmpty ? null : await Editor.PreviewAsync(viewer, Id, Edit, _gone.Token);
        _preview = look == _looks ? preview : _preview;
    });

    private async Task FreezeAsync()
    {
        _busy = true;
        await RefusingAsync(async viewer =>
        {
            await Freezer.EditAsync(viewer, Id, Edit, _gone.Token);
            Navigation.NavigateTo(DatasetLinks.Of(Id));
        });
        _busy = false;
    }

    private async Task RefusingAsync(Func<Viewer, Task> act)
    {
        _refusal = null;
        try
        {
            await act(await Viewer.GetAsync());
        }
        catch (ImportException refusal)
        {
            _refusal = Said.Of(refusal);
        }
    }
}
