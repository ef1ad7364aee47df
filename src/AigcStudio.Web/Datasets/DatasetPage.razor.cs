using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Datasets;

/// <summary>A dataset: its import while it lasts, then what is in it and how healthy that is.</summary>
public sealed partial class DatasetPage : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly Departure _gone = new();
    private DatasetDetail? _detail;
    private VersionView? _version;
    private UploadNews _news = UploadNews.None;
    private string _rights = "";
    private bool _confirmed;
    private bool _adding;
    private Said? _refusal;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required DatasetTable Table { get; set; }

    [Inject]
    public required DatasetDesk Desk { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required ISnackbar Snackbar { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The version to show; the newest without it.</summary>
    [SupplyParameterFromQuery(Name = "v")]
    public Guid? Shown { get; set; }

    [SupplyParameterFromQuery(Name = "label")]
    public int? Label { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["datasets.title"], DatasetLinks.List)];

    private IReadOnlyList<VersionView> Frozen => [.. _detail!.Versions.Where(v => v.FrozenAt is not null)];

    /// <summary>The version that is being made, or whose making did not succeed.</summary>
    private VersionView? Open => _detail?.Versions.FirstOrDefault(v => v.FrozenAt is null);

    private bool IsPrivate => _detail!.Visibility == Visibility.Private;

    /// <summary>What stands between the person and freezing what was added.</summary>
    private string? Missing =>
        _news.Files == 0 && _detail!.WaitingFiles.Count == 0 ? "datasets.freeze.waits.files"
        : _news.Files > 0 && !_news.IsDone ? "datasets.freeze.waits.upload"
        : string.IsNullOrWhiteSpace(_rights) || !_confirmed ? "datasets.freeze.waits.rights"
        : null;

    private string? Lead => _version is null ? null : string.Join(" · ", new[]
    {
        Texts[_detail!.Modality.Of("datasets.count"), _version.Count],
        _version.Labels.Count > 0 ? Texts["datasets.labelCount", _version.Labels.Count] : Texts["datasets.noLabels"],
        Texts["datasets.version", _version.Number],
        _version.GeneratedCount > 0 ? Texts["datasets.generated.short", GeneratedShare.Of(_version.GeneratedCount, _version.Count)] : "",
        IsPrivate ? Texts["datasets.state.private"] : "",
    }.Where(part => part.Length > 0));

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_detail?.Id != Id)
        {
            await LoadAsync();
            _adding = _detail!.Versions.Count == 0 || _detail.WaitingFiles.Count > 0;
            (_rights, _confirmed) = (_detail.RightsStatement, false);
        }

        Choose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await FollowImportAsync();
        }
    }

    private async Task LoadAsync()
    {
        _detail = await Reader.GetAsync(await Viewer.GetAsync(), Id, _gone.Token);
        Choose();
    }

    private void Choose() => _version = Frozen.FirstOrDefault(v => v.Id == Shown) ?? Frozen switch { [var newest, ..] => newest, _ => null };

    /// <summary>The row is the truth: it is read twice a second while an import is at work.</summary>
    private async Task FollowImportAsync()
    {
        using var timer = new PeriodicTimer(LookAgain, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (Open?.Import is { } import && !JobMove.Endings.Contains(import.State))
                {
                    await LoadAsync();
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task HearAsync(UploadNews news)
    {
        var arrived = news.Done > _news.Done && news.IsDone;
        _news = news;
        if (arrived && _detail!.Modality != Modality.Image)
        {
            await LoadAsync();
        }
    }

    private Task RemoveAsync(UploadedFile file) => ActAsync(viewer => Desk.RemoveAsync(viewer, Id, file.Id, _gone.Token));

    private Task FreezeAsync() => ActAsync(viewer => Desk.FreezeAsync(viewer, Id, _gone.Token));

    // The word given for the first version does not speak for what came later.
    private Task AddAsync() => ActAsync(async viewer =>
    {
        await Table.StateRightsAsync(viewer, Id, _rights, _confirmed, _gone.Token);
        await Desk.FreezeAsync(viewer, Id, _gone.Token);
        (_adding, _news, _confirmed) = (false, UploadNews.None, false);
    });

    private Task StopAsync() => ActAsync(viewer => Desk.StopAsync(viewer, Id, _gone.Token));

    private Task ReopenAsync() => ActAsync(async viewer =>
    {
        await Desk.ReopenAsync(viewer, Id, _gone.Token);
        if (Frozen.Count == 0)
        {
            Navigation.NavigateTo(DatasetLinks.Draft(Id));
        }

        _adding = true;
    });

    private Task ShowToAsync() => ActAsync(viewer =>
        Table.ShowToAsync(viewer, Id, IsPrivate ? Visibility.Shared : Visibility.Private, _gone.Token));

    private Task RestoreAsync() => ActAsync(viewer => Table.RestoreAsync(viewer, Id, _gone.Token));

    private async Task TrashAsync()
    {
        await ActAsync(viewer => Table.TrashAsync(viewer, Id, _gone.Token));
        if (_detail!.TrashedAt is not null)
        {
            Snackbar.Add(Texts["datasets.trashed", _detail.Name], Severity.Normal, snack =>
            {
                snack.Action = Texts["datasets.undo"];
                snack.OnClick = async _ => await InvokeAsync(RestoreAsync);
            });
        }
    }

    private async Task RenameAsync()
    {
        var dialog = await Dialogs.ShowAsync<RenameDialog>(null, new DialogParameters<RenameDialog> { { d => d.Name, _detail!.Name } });
        if (await dialog.Result is { Canceled: false, Data: string name })
        {
            await ActAsync(viewer => Table.RenameAsync(viewer, Id, name, _gone.Token));
        }
    }

    private Task ShowItemAsync(ItemView item) => Dialogs.ShowAsync<ItemDialog>(null, new DialogParameters<ItemDialog>
    {
        { d => d.DatasetId, Id }, { d => d.Kind, _detail!.Modality }, { d => d.Version, _version! }, { d => d.Item, item },
    });

    private void FilterAsync(ChangeEventArgs change) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(
        "label", int.TryParse((string?)change.Value, System.Globalization.CultureInfo.InvariantCulture, out var label) ? label : (int?)null));

    /// <summary>Acts, reads again, and says a refusal where the person is looking.</summary>
    private async Task ActAsync(Func<Viewer, Task> act)
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

        await LoadAsync();
    }
}
