using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Models;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Datasets;

/// <summary>
/// One calm way from files to a frozen version. The draft is made with the first file and named in the address, so that
/// a refresh or another device goes on with it.
/// </summary>
public sealed partial class NewDatasetPage : IDisposable
{
    private readonly Departure _gone = new();
    private Guid? _draft;
    private Modality _kind;
    private UploadNews _news = UploadNews.None;
    private IReadOnlyList<UploadedFile> _waiting = [];
    private string _name = "";
    private string _rights = "";
    private bool _confirmed;
    private bool _busy;
    private Said? _refusal;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetTable Table { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required DatasetUploads Uploads { get; set; }

    [Inject]
    public required VersionFreezer Freezer { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required FamilyCatalog Families { get; set; }

    [Inject]
    public required BrowserClock Clock { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [SupplyParameterFromQuery]
    public Guid? Draft { get; set; }

    /// <summary>Pictures, texts or sounds: <c>image</c>, <c>text</c>, <c>audio</c>. A draft has its own.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>What stands between the person and freezing, said beside the button.</summary>
    private string? Missing =>
        _news.Files == 0 && _waiting.Count == 0 ? "datasets.freeze.waits.files"
        : !_news.IsDone || (_news.Files == 0 && _waiting.Any(f => !f.IsComplete)) ? "datasets.freeze.waits.upload"
        : string.IsNullOrWhiteSpace(_name) ? "datasets.freeze.waits.name"
        : string.IsNullOrWhiteSpace(_rights) || !_confirmed ? "datasets.freeze.waits.rights"
        : null;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Draft is null && Enum.TryParse<Modality>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind))
        {
            _kind = kind;
        }

        if (Draft is { } draft && _draft != draft)
        {
            var detail = await Reader.GetAsync(await Viewer.GetAsync(), draft, _gone.Token);
            if (detail.Versions.Count > 0)
            {
                Navigation.NavigateTo(DatasetLinks.Of(draft), replace: true);
                return;
            }

            (_draft, _waiting, _name, _rights) = (draft, detail.WaitingFiles, detail.Name, detail.RightsStatement);
            (_confirmed, _kind) = (detail.RightsConfirmedAt is not null, detail.Modality);
        }
    }

    /// <summary>
    /// The dataset's name, from the first file: <c>cats.zip</c> or <c>cats/1.png</c> begin <c>cats</c>. A picture or a sound alone
    /// says nothing of those that follow; the day does.
    /// </summary>
    private string NameFor(string file, DateTimeOffset now)
    {
        var first = file.Split('/')[0];
        if (_kind != Modality.Text && first.Length == file.Length && !first.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return Texts[_kind.Of("datasets.name.of"), now.ToString("D", CultureInfo.CurrentCulture)];
        }

        var stem = first[..(first.IndexOf('.', 1) is var dot and > 0 ? dot : first.Length)];
        return stem.Length > DatasetTable.MaxNameLength ? stem[..DatasetTable.MaxNameLength] : stem;
    }

    private async Task<Guid> DraftAsync(string firstFile)
    {
        if (_draft is { } draft)
        {
            return draft;
        }

        _name = string.IsNullOrWhiteSpace(_name) ? NameFor(firstFile, await NowAsync()) : _name;
        _draft = await Table.CreateAsync(await Viewer.GetAsync(), _name, _kind, _rights, _confirmed, _gone.Token);
        Navigation.NavigateTo(DatasetLinks.Draft(_draft.Value), replace: true);
        return _draft.Value;
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        await Clock.KnowAsync();
        return Clock.Now;
    }

    private void ChooseAsync(Modality kind) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("kind", kind.ToString().ToLowerInvariant()), replace: true);

    /// <summary>What has arrived whole can be looked at.</summary>
    private async Task HearAsync(UploadNews news)
    {
        var arrived = news.Done > _news.Done && news.IsDone;
        _news = news;
        if (arrived && _kind != Modality.Image && _draft is { } draft)
        {
            _waiting = await Uploads.ListAsync(await Viewer.GetAsync(), draft, _gone.Token);
        }
    }

    private async Task SaveNameAsync()
    {
        if (_draft is { } draft && !string.IsNullOrWhiteSpace(_name))
        {
            await Table.RenameAsync(await Viewer.GetAsync(), draft, _name, _gone.Token);
        }
    }

    private async Task RemoveAsync(UploadedFile file)
    {
        var viewer = await Viewer.GetAsync();
        await Uploads.RemoveAsync(viewer, _draft!.Value, file.Id, _gone.Token);
        _waiting = await Uploads.ListAsync(viewer, _draft.Value, _gone.Token);
    }

    private async Task FreezeAsync()
    {
        (_busy, _refusal) = (true, null);
        try
        {
            var viewer = await Viewer.GetAsync();
            await Table.RenameAsync(viewer, _draft!.Value, _name, _gone.Token);
            await Table.StateRightsAsync(viewer, _draft.Value, _rights, _confirmed, _gone.Token);
            await Freezer.FreezeAsync(viewer, _draft.Value, _gone.Token);
            Navigation.NavigateTo(DatasetLinks.Of(_draft.Value));
        }
        catch (ImportException refusal)
        {
            (_busy, _refusal) = (false, Said.Of(refusal));
            _waiting = await Uploads.ListAsync(await Viewer.GetAsync(), _draft!.Value, _gone.Token);
        }
    }
}
