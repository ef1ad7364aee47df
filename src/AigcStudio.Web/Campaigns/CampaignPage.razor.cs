using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Data.Campaigns;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Campaigns;

/// <summary>A campaign: how far it is, the ads that were made for it, and the pack that leaves the house.</summary>
public sealed partial class CampaignPage : IDisposable
{
    private readonly Departure _gone = new();
    private CampaignView? _view;
    private string? _refusal;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required CampaignReader Campaigns { get; init; }

    [Inject] public required CampaignActs Acts { get; init; }

    [Inject] public required CreativeActs Ads { get; init; }

    [Inject] public required FirstDraft Drafts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Parameter] public Guid Id { get; set; }

    /// <summary>Whether the pack is to have clips.</summary>
    [SupplyParameterFromQuery(Name = "clip")] public bool Clip { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail => [new(Texts["campaigns.title"], "campaigns")];

    private string Lead => _view!.Card.DueOn is { } due
        ? $"{_view.Card.OwnerName} · {Texts["campaigns.due", due.ToString("d", CultureInfo.CurrentCulture)]}"
        : _view.Card.OwnerName;

    public void Dispose() => _gone.Dispose();

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync() => _view = await Campaigns.GetAsync(await Viewer.GetAsync(), Id, _gone.Token);

    private Task MakeAsync() => GuardedAsync(async () =>
    {
        var viewer = await Viewer.GetAsync();
        var made = await Ads.MakeAsync(viewer, Id, await Drafts.ForAsync(viewer, _view!, _gone.Token), _gone.Token);
        Navigation.NavigateTo($"campaigns/{Id}/ads/{made}");
    });

    private Task CopyAsync(CreativeView ad) => GuardedAsync(async () =>
    {
        await Ads.MakeAsync(await Viewer.GetAsync(), Id, new CreativeDraft(ad.Design, ad.Pictures, ad.AltText, ad.SoundId), _gone.Token);
        await ReadAsync();
    });

    private Task DeleteAsync(CreativeView ad) => GuardedAsync(async () =>
    {
        var viewer = await Viewer.GetAsync();
        await Ads.DeleteAsync(viewer, ad.Id, _gone.Token);
        await ReadAsync();
        Snackbar.Add(Texts["campaigns.ad.deleted"], Severity.Normal, options =>
        {
            options.Action = Texts["datasets.undo"];
            options.OnClick = _ => InvokeAsync(() => CopyAsync(ad));
        });
    });

    private Task MoveAsync(CampaignStage stage) => GuardedAsync(async () =>
    {
        await Acts.MoveAsync(await Viewer.GetAsync(), Id, stage, _gone.Token);
        await ReadAsync();
    });

    private void ChooseClip(bool wanted) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("clip", wanted ? true : null), replace: true);

    // The browser fetches the pack by itself; whoever fetched it has delivered.
    private Task DeliveredAsync() => _view!.Card.Stage == CampaignStage.Approved ? MoveAsync(CampaignStage.Delivered) : Task.CompletedTask;

    private Task TrashAsync() => GuardedAsync(async () =>
    {
        var viewer = await Viewer.GetAsync();
        var name = _view!.Card.Name;
        await Acts.TrashAsync(viewer, Id, _gone.Token);
        var (acts, navigation, id) = (Acts, Navigation, Id);
        Snackbar.Add(Texts["campaigns.trashed", name], Severity.Normal, options =>
        {
            options.Action = Texts["datasets.undo"];
            options.OnClick = async _ =>
            {
                await acts.RestoreAsync(viewer, id, CancellationToken.None);
                navigation.NavigateTo($"campaigns/{id}");
            };
        });
        Navigation.NavigateTo("campaigns");
    });

    private async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            _refusal = null;
            await act();
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
    }
}
