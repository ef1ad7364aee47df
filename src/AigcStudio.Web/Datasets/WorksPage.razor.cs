using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Datasets;

/// <summary>Approved works on their way into a next version: what it would hold is shown before it is made, and leaving the page leaves everything as it was.</summary>
public sealed partial class WorksPage : IDisposable
{
    private const int Shown = 48;

    private static readonly int[] Choices = [5, 10, ApprovedWorks.DefaultPercent, 30];

    private readonly Departure _gone = new();
    private DatasetDetail? _detail;
    private WorksPlan? _plan;
    private IReadOnlyList<ArtifactTile> _tiles = [];
    private Said? _refusal;
    private bool _busy;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required DatasetReader Reader { get; set; }

    [Inject]
    public required ApprovedWorks Works { get; set; }

    [Inject]
    public required GalleryReader Gallery { get; set; }

    [Inject]
    public required VersionFreezer Freezer { get; set; }

    [Inject]
    public required CurrentViewer Viewer { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The cap in percent; <see cref="ApprovedWorks.DefaultPercent"/> without it.</summary>
    [SupplyParameterFromQuery(Name = "percent")]
    public int? Percent { get; set; }

    private IReadOnlyList<PageHeader.Crumb> Trail =>
        [new(Texts["datasets.title"], DatasetLinks.List), .. _detail is null ? (PageHeader.Crumb[])[] : [new(_detail.Name, DatasetLinks.Of(Id))]];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var detail = await Reader.GetAsync(await Viewer.GetAsync(), Id, _gone.Token);
        if (!detail.MayChange)
        {
            throw RefusedException.NotFound();
        }

        (_plan, _tiles) = (null, []);
        await RefusingAsync(async viewer =>
        {
            var plan = await Works.PlanAsync(viewer, Id, Percent ?? ApprovedWorks.DefaultPercent, _gone.Token);
            List<Guid> first = [.. plan.Ids.Take(Shown)];
            var tiles = await Gallery.TilesAsync(viewer, first, _gone.Token);
            (_plan, _tiles) = (plan, [.. tiles.OrderBy(t => first.IndexOf(t.Id))]);
        });
        _detail = detail;
    }

    private static string Whole(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Stars(double stars) => stars > 0 ? "★ " + stars.ToString("0.0", CultureInfo.CurrentCulture) : "★ –";

    private static string Width(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"width: {(whole == 0 ? 0 : 100.0 * part / whole):0.##}%");

    private void CapAt(int percent) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("percent", percent), replace: true);

    private async Task FreezeAsync()
    {
        _busy = true;
        await RefusingAsync(async viewer =>
        {
            await Freezer.AddWorksAsync(viewer, Id, _plan!.Percent, _gone.Token);
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
