using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Datasets;

/// <summary>All datasets that the viewer may see, newest first, or the trash.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Departure _gone = new();
    private List<DatasetCard>? _cards;
    private string? _next;
    private bool _shown;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required DatasetTable Table { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required ISnackbar Snackbar { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [SupplyParameterFromQuery(Name = "trash")]
    public bool? Trash { get; set; }

    private bool ShowsTrash => Trash == true;

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_cards is null || _shown != ShowsTrash)
        {
            _shown = ShowsTrash;
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await FollowImportsAsync();
        }
    }

    private async Task LoadAsync()
    {
        var page = await Reader.ListAsync(await Viewer.GetAsync(), ShowsTrash, null, 60, _gone.Token);
        (_cards, _next) = ([.. page.Items], page.Next);
    }

    private async Task LoadMoreAsync()
    {
        var page = await Reader.ListAsync(await Viewer.GetAsync(), ShowsTrash, Guid.Parse(_next!), 60, _gone.Token);
        _cards!.AddRange(page.Items);
        _next = page.Next;
    }

    /// <summary>While an import on this page is at work, its card moves.</summary>
    private async Task FollowImportsAsync()
    {
        using var timer = new PeriodicTimer(LookAgain, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (_cards?.Any(c => c.Import?.State is JobState.Queued or JobState.Running or JobState.Cancelling) == true)
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

    private async Task RestoreAsync(DatasetCard card)
    {
        await Table.RestoreAsync(await Viewer.GetAsync(), card.Id, _gone.Token);
        await LoadAsync();
        Snackbar.Add(Texts["datasets.restored", card.Name], Severity.Success);
    }
}
